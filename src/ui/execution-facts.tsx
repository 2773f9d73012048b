import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
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
  const { t } = useTranslation('common')
  const layers = execution.kind === 'layers' ? execution : null
  const runs: Fact = {
    key: 'execution',
    label: t('execution.runs'),
    value: (
      <span
        data-testid={testId}
        data-value={execution.kind}
        data-reason={execution.kind === 'whole' ? execution.reason : undefined}
      >
        {layers ? t('execution.layers', { count: layers.layers }) : t('execution.whole')}
      </span>
    ),
    note: execution.kind === 'whole' && whyWhole(t(`execution.why.${execution.reason}`), execution),
  }
  const weights: Fact = {
    key: 'attention',
    label: t('execution.attention'),
    value:
      attention.state === 'available' ? (
        t('execution.attentionOf', attention.value)
      ) : (
        <Unavailable reason={attention.reason} />
      ),
  }
  const heap: Fact = {
    key: 'heap',
    label: t('execution.heap'),
    value: size(heapEstimate),
    note: t('execution.heapNote'),
  }
  const limit = fusedAttention ? t('execution.fusedLimit', { ...fusedAttention }) : null
  if (layers === null)
    return [
      runs,
      heap,
      ...(limit === null ? [] : [{ key: 'blocked', label: t('execution.blocked'), value: limit }]),
      weights,
    ]
  return [
    runs,
    heap,
    {
      key: 'table',
      label: t('execution.table'),
      value: t(layers.tableReason === null ? 'execution.tableOutside' : 'execution.tableInside'),
      note:
        layers.tableReason === null ? (
          t('execution.tableOutsideNote')
        ) : (
          <DetailText text={layers.tableReason} words={layers.words} within={(text) => text} />
        ),
    },
    {
      key: 'blocked',
      label: t('execution.blocked'),
      value:
        layers.blockedFrom === null
          ? t('execution.blockedNever')
          : t('execution.blockedFrom', { count: layers.blockedFrom }),
      note: limit,
    },
    weights,
  ]

  function whyWhole(why: string, { detail, words }: Extract<Execution, { kind: 'whole' }>): ReactNode {
    if (detail === '') return why
    const within = (detail: string) => t('execution.whyDetail', { why, detail })
    return <DetailText text={detail} words={words} within={within} />
  }
}
