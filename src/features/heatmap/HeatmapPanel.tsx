import { useMemo } from 'react'
import { useActions, useAppState } from '../../core/react'
import { fusedScores, HEADLINE } from '../../core/selectors'
import { textsPending } from '../../core/text/wait-for-texts'
import { isStale } from '../../core/staleness'
import { isEdited } from '../../engine/text/sentences/edits'
import { Slot } from '../../core/Slot'
import { sentenceUnitsNow, splitNow } from '../../core/units'
import { heatmapStaleness } from './selectors'
import type { AppState, Side } from '../../core/state'
import { HeatmapView } from './HeatmapView'

/** Connects the heatmap with the state. Other features can show an opened cell beside it. */
export function HeatmapPanel() {
  const actions = useActions()
  const heatmap = useAppState((state) => state.heatmap)
  const opened = useAppState((state) => state.anatomy?.target ?? null)
  const score = useAppState((state) => HEADLINE[state.settings.mode])
  const weights = useAppState((state) => state.settings.weights)
  const changes = useAppState(heatmapStaleness)
  const info = useAppState((state) => (state.model.phase === 'ready' ? state.model.info : null))
  const whole = useAppState(wholeScores)
  const unitsA = useAppState((state) => sentenceUnitsNow(state, 'a'))
  const unitsB = useAppState((state) => sentenceUnitsNow(state, 'b'))
  const turnsA = useAppState((state) => splitNow(state, 'a').dialogue?.turns.length ?? 0)
  const turnsB = useAppState((state) => splitNow(state, 'b').dialogue?.turns.length ?? 0)
  const leftOutA = useAppState((state) => leftOutOf(state, 'a'))
  const leftOutB = useAppState((state) => leftOutOf(state, 'b'))
  const pending = useAppState(textsPending)
  const splits = useAppState((state) => state.splits)
  const units = useMemo(() => ({ a: unitsA, b: unitsB }), [unitsA, unitsB])
  return (
    <HeatmapView
      heatmap={heatmap}
      opened={opened}
      score={score}
      weights={weights}
      changes={changes}
      info={info}
      whole={whole}
      units={units}
      pending={pending}
      dialogue={{ a: turnsA, b: turnsB }}
      leftOut={{ a: leftOutA, b: leftOutB }}
      split={{
        onJoin: actions.joinSentence,
        onCut: actions.cutSentence,
        onReset: actions.resetSplit,
        edited: { a: isEdited(splits.a), b: isEdited(splits.b) },
      }}
      actions={actions}
      anatomy={<Slot name="heatmap-aside" />}
      onExample={() => actions.example('dialog')}
    />
  )
}

/** What an export says beside its messages, which no sentence holds. */
const leftOutOf = (state: AppState, side: Side): string =>
  (splitNow(state, side).dialogue?.leftOut ?? [])
    .map((range) => state[side].text.slice(...range).replace(/\s+/g, ' '))
    .join(' · ')

/** The scores of the whole texts; null: there are none, or they are stale. */
function wholeScores(state: AppState) {
  if (state.result === null || isStale(state)) return null
  return fusedScores(state.result, state.settings.weights)
}
