import { useTranslation } from 'react-i18next'
import { HEAD_NAMES, isChosenPooling, type ModelInfo, type Sourced } from '../../engine/model/types'
import type { Capabilities } from '../../platform/web/capabilities'
import { useAppState } from '../../core/react'
import { effectiveTokenizerMode } from '../../core/selectors'
import { DetailText } from '../../ui/detail-text'
import { HashText } from '../../ui/HashText'
import type { Fact } from '../../ui/KeyValue'
import { useExecutionFacts } from '../../ui/execution-facts'
import { integer, size, time } from '../../ui/quantities'
import { originWords, sourceWords } from '../../ui/source-words'

/** The facts that the badge shows, each with its source. The environment view shows more. */
export function useModelFacts(info: ModelInfo, capabilities: Capabilities): readonly Fact[] {
  const { t: tApp, i18n } = useTranslation()
  const { t } = useTranslation('models')
  const { t: tCommon } = useTranslation('common')
  const loadTime = useAppState((state) => (state.model.phase === 'ready' ? state.model.time : info.loadTime))
  const steps = useAppState((state) => state.loadSteps)
  const mode = useAppState((state) => effectiveTokenizerMode(state.settings, state.model))
  const n = (value: number) => integer(value, i18n.language)
  const from = (fact: Sourced<unknown>) => t('badge.facts.source', { source: sourceWords(tCommon, fact) })
  const label = (key: FactKey) => ({ key, label: t(`badge.facts.${key}`) })
  const { runtime, tokenizer } = info
  const execution = useExecutionFacts(info, 'execution')
  const reason = runtime.threadsReason

  const facts: (Fact | false)[] = [
    { ...label('id'), value: info.id, note: info.isDemo ? tApp('model.demo') : '' },
    { ...label('origin'), value: originWords(tCommon, info.origin) },
    {
      ...label('hash'),
      value: <HashText hash={info.hash} label={tApp('model.copyHash')} />,
      note: t('badge.facts.hashNote'),
    },
    {
      ...label('files'),
      value: size(info.totalBytes),
      note: t('badge.facts.filesNote', { count: info.files.length }),
    },
    { ...label('graph'), value: info.graphFile, note: t(`badge.layouts.${info.layout}`) },
    { ...label('dtype'), value: info.dtype.value, note: from(info.dtype) },
    { ...label('hiddenSize'), value: n(info.hiddenSize.value), note: from(info.hiddenSize) },
    info.layers !== null && { ...label('layers'), value: n(info.layers.value), note: from(info.layers) },
    {
      ...label('positionLimit'),
      value: t('badge.facts.tokens', { count: info.positionLimit.value }),
      note: from(info.positionLimit),
    },
    info.pooling === null
      ? info.poolingInGraph && { ...label('pooling'), value: t('badge.facts.poolingInGraph') }
      : {
          ...label('pooling'),
          value: isChosenPooling(info.pooling.value)
            ? t(`badge.poolings.${info.pooling.value}`)
            : info.pooling.value,
          note: from(info.pooling),
        },
    {
      ...label('heads'),
      value: HEAD_NAMES.filter((head) => info.heads[head].state === 'available')
        .map((head) => tApp(`mode.${head}`))
        .join(tCommon('list')),
    },
    {
      ...label('tokenizer'),
      value: tokenizer.mode === null ? tokenizer.engine : `${tokenizer.engine} · ${mode}`,
      note:
        tokenizer.fallbackReason === null ? (
          t('badge.facts.vocab', { count: tokenizer.vocabSize })
        ) : (
          <DetailText
            text={tokenizer.fallbackReason}
            words={tokenizer.words}
            within={(reason) => t('badge.facts.fallback', { reason })}
          />
        ),
    },
    ...execution,
    { ...label('runtime'), value: `${runtime.name} ${runtime.version}`, note: '' },
    {
      ...label('provider'),
      value: runtime.provider === 'webgpu' ? 'WebGPU' : 'WASM',
      note: runtime.provider === 'webgpu' ? t('badge.facts.webgpu') : '',
    },
    {
      ...label('threads'),
      value: n(runtime.threads),
      note: reason === null ? '' : t(`badge.threadsReason.${reason}`),
    },
    {
      ...label('isolation'),
      value: capabilities.crossOriginIsolated ? t('badge.facts.yes') : t('badge.facts.no'),
    },
    {
      ...label('loadTime'),
      value: time(loadTime),
      note: steps.map((step) => `${t(`badge.facts.steps.${step.stage}`)} ${time(step.time)}`).join(' · '),
    },
  ]
  return facts.filter((fact) => fact !== false)
}

type FactKey =
  | 'id'
  | 'origin'
  | 'hash'
  | 'files'
  | 'graph'
  | 'dtype'
  | 'hiddenSize'
  | 'layers'
  | 'positionLimit'
  | 'pooling'
  | 'heads'
  | 'tokenizer'
  | 'runtime'
  | 'provider'
  | 'threads'
  | 'isolation'
  | 'loadTime'
