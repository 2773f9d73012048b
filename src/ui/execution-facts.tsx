import type { ReactNode } from 'react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { kernelsText, type EncoderState } from '../engine/encoder/state'
import { isOwn } from '../engine/model/types'
import type { Execution, ModelInfo } from '../engine/model/types'
import { DetailText } from './detail-text'
import type { Fact } from './KeyValue'
import { Unavailable } from './Unavailable'
import { size } from './quantities'

/** How the graph runs, and what follows from that for the embedding table, long texts and attention weights. */
export function useExecutionFacts(
  { execution, attention, heapEstimate, fusedAttention }: ModelInfo,
  testId: string,
): readonly Fact[] {
  const { t } = useTranslation(['common', 'options'])
  const layers = execution.kind === 'layers' ? execution : null
  const encoder = layers?.encoder
  const runs: Fact = {
    key: 'execution',
    label: t('options:execution.runs'),
    value: (
      <span
        data-testid={testId}
        data-value={execution.kind}
        data-reason={execution.kind === 'whole' ? execution.reason : undefined}
      >
        {layers ? t('execution.layers', { count: layers.layers }) : t('execution.whole')}
      </span>
    ),
    note: execution.kind === 'whole' && whyWhole(t(`options:execution.why.${execution.reason}`), execution),
  }
  const weights: Fact = {
    key: 'attention',
    label: t('options:execution.attention'),
    value:
      attention.state === 'available' ? (
        t('options:execution.attentionOf', attention.value)
      ) : (
        <Unavailable reason={attention.reason} />
      ),
  }
  const limit = fusedAttention ? t('options:execution.fusedLimit', { ...fusedAttention }) : null
  if (layers === null)
    return [
      runs,
      heapFact(t, heapEstimate),
      ...(limit === null ? [] : [{ key: 'blocked', label: t('options:execution.blocked'), value: limit }]),
      weights,
    ]
  return [
    runs,
    heapFact(t, heapEstimate),
    {
      key: 'table',
      label: t('options:execution.table'),
      value: t(
        layers.tableReason === null ? 'options:execution.tableOutside' : 'options:execution.tableInside',
      ),
      note:
        layers.tableReason === null ? (
          t('options:execution.tableOutsideNote')
        ) : (
          <DetailText text={layers.tableReason} words={layers.words} within={(text) => text} />
        ),
    },
    {
      key: 'encoder',
      label: t('options:execution.encoder'),
      value: (
        <span data-testid={`${testId}-encoder`} data-value={encoder?.engine ?? 'onnxruntime'}>
          {encoder?.engine === 'own'
            ? t('options:execution.own', { kernels: kernelsText(encoder), count: encoder.threads })
            : t('options:execution.onnxruntime')}
        </span>
      ),
      note: encoder?.engine === 'onnxruntime' && whyOther(encoder),
    },
    {
      key: 'blocked',
      label: t('options:execution.blocked'),
      value: isOwn(layers)
        ? t('options:execution.running')
        : layers.blockedFrom === null
          ? t('options:execution.blockedNever')
          : t('options:execution.blockedFrom', { count: layers.blockedFrom }),
      note: limit,
    },
    weights,
  ]

  function whyOther({ reason, detail, words }: Extract<EncoderState, { engine: 'onnxruntime' }>): ReactNode {
    const why = t(`options:execution.encoderWhy.${reason}`)
    if (detail === '') return why
    return (
      <DetailText
        text={detail}
        words={words}
        within={(said) => t('options:execution.whyDetail', { why, detail: said })}
      />
    )
  }

  function whyWhole(why: string, { detail, words }: Extract<Execution, { kind: 'whole' }>): ReactNode {
    if (detail === '') return why
    const within = (detail: string) => t('options:execution.whyDetail', { why, detail })
    return <DetailText text={detail} words={words} within={within} />
  }
}

const heapFact = (t: TFunction<['common', 'options']>, heapEstimate: ModelInfo['heapEstimate']): Fact => ({
  key: 'heap',
  label: t('options:execution.heap'),
  value: size(heapEstimate),
  note: t('options:execution.heapNote'),
})
