import { useTranslation } from 'react-i18next'
import { isChosenPooling, type ModelInfo, type Sourced } from '../../engine/model/types'
import { HashText } from '../../ui/HashText'
import { KeyValue, type Fact } from '../../ui/KeyValue'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import { useExecutionFacts } from '../../ui/execution-facts'
import { originWords, sourceWords } from '../../ui/source-words'

const MEGABYTE = 1e6

export function ModelSection({ info }: { readonly info: ModelInfo }) {
  const { t } = useTranslation('environment')
  const { t: tCommon } = useTranslation('common')
  const execution = useExecutionFacts(info, 'environment-execution')
  const from = (fact: Sourced<unknown>) => t('from', { source: sourceWords(tCommon, fact) })
  const number = (key: 'hiddenSize' | 'layers' | 'positionLimit', fact: Sourced<number> | null): Fact => ({
    key,
    label: t(`model.${key}`),
    value: fact ? <Num value={fact.value} digits={0} /> : t('unknown'),
    note: fact && from(fact),
  })
  const facts: Fact[] = [
    {
      key: 'id',
      label: t('model.id'),
      value: <span className="num">{info.id}</span>,
      note: info.isDemo && <span className="amber">{t('model.demo')}</span>,
    },
    {
      key: 'origin',
      label: t('model.origin'),
      value: <span className="num">{originWords(tCommon, info.origin)}</span>,
    },
    {
      key: 'hash',
      label: t('model.hash'),
      value: <HashText hash={info.hash} label={t('model.copyHash')} />,
      note: t('model.hashNote'),
    },
    { key: 'graph', label: t('model.graph'), value: <span className="num">{info.graphFile}</span> },
    {
      key: 'layout',
      label: t('model.layout'),
      value: <span className="num">{info.layout}</span>,
      note: t(`model.layouts.${info.layout}`),
    },
    {
      key: 'dtype',
      label: t('model.dtype'),
      value: <span className="num">{info.dtype.value}</span>,
      note: from(info.dtype),
    },
    number('hiddenSize', info.hiddenSize),
    number('layers', info.layers),
    number('positionLimit', info.positionLimit),
    {
      key: 'pooling',
      label: t('model.pooling'),
      value: info.pooling
        ? isChosenPooling(info.pooling.value)
          ? t(`model.poolings.${info.pooling.value}`)
          : info.pooling.value
        : t('unknown'),
      note: (
        <>
          {info.pooling && from(info.pooling) + ' · '}
          {t(info.poolingInGraph ? 'model.poolingInGraph' : 'model.poolingByUs')}
        </>
      ),
    },
    {
      key: 'inputs',
      label: t('model.inputs'),
      value: <span className="num">{info.inputs.join(', ')}</span>,
    },
    {
      key: 'outputs',
      label: t('model.outputs'),
      value: <span className="num">{info.outputs.join(', ')}</span>,
    },
    ...execution,
    { key: 'size', label: t('model.size'), value: <Num value={info.totalBytes / MEGABYTE} digits={2} /> },
    { key: 'load', label: t('model.loadTime'), value: <Num value={info.loadTime} digits={0} /> },
  ]
  return (
    <Section title={t('model.title')}>
      <KeyValue facts={facts} />
    </Section>
  )
}
