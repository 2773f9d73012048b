import { originalOf } from '../../core/prepared'
import { useActions, useAppState } from '../../core/react'
import { staleness } from '../../core/staleness'
import type { AppState } from '../../core/state'
import { AttentionView } from './AttentionView'

export function AttentionPanel() {
  const actions = useActions()
  const attention = useAppState((state) => state.attention)
  const info = useAppState((state) => (state.model.phase === 'ready' ? state.model.info : null))
  const changes = useAppState(summaryStaleness)
  const similarityChanges = useAppState((state) =>
    staleness(state, state.attention.similarity?.inputs ?? null),
  )
  const hasA = useAppState((state) => state.a.text.trim() !== '')
  const hasB = useAppState((state) => state.b.text.trim() !== '')
  const { summary } = attention
  return (
    <AttentionView
      attention={attention}
      info={info}
      changes={changes}
      similarityChanges={similarityChanges}
      hasText={{ a: hasA, b: hasB }}
      original={(side, start, end) =>
        summary === null ? [start, end] : originalOf(summary.inputs, side, start, end)
      }
      actions={actions}
      onExample={() => actions.example('keyword')}
    />
  )
}

const summaryStaleness = (state: AppState) => {
  const { summary } = state.attention
  return staleness(state, summary?.inputs ?? null, summary ? { sides: [summary.side] } : {})
}
