import { originalOf } from '../../core/prepared'
import { useActions, useAppState } from '../../core/react'
import { currentInputs, sameInputs, sameInputsFor } from '../../core/selectors'
import type { AppState } from '../../core/state'
import { AttentionView } from './AttentionView'

export function AttentionPanel() {
  const actions = useActions()
  const attention = useAppState((state) => state.attention)
  const info = useAppState((state) => (state.model.phase === 'ready' ? state.model.info : null))
  const stale = useAppState(summaryStale)
  const similarityStale = useAppState((state) => {
    const { similarity } = state.attention
    const now = similarity && currentInputs(state)
    return now !== null && !sameInputs(similarity!.inputs, now)
  })
  const hasA = useAppState((state) => state.a.text.trim() !== '')
  const hasB = useAppState((state) => state.b.text.trim() !== '')
  const { summary } = attention
  return (
    <AttentionView
      attention={attention}
      info={info}
      stale={stale}
      similarityStale={similarityStale}
      hasText={{ a: hasA, b: hasB }}
      original={(side, start, end) =>
        summary === null ? [start, end] : originalOf(summary.inputs, side, start, end)
      }
      actions={actions}
      onExample={() => actions.example('keyword')}
    />
  )
}

function summaryStale(state: AppState): boolean {
  const { summary } = state.attention
  const now = summary && currentInputs(state)
  return now !== null && !sameInputsFor(summary!.side, summary!.inputs, now)
}
