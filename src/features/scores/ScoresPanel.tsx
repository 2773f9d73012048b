import { asGiven, wasChanged } from '../../core/as-given'
import { modelInputOf, rulesOf } from '../../core/prepared'
import { useAppState } from '../../core/react'
import { fusedScores, isStale } from '../../core/selectors'
import type { RunInputs } from '../../core/state'
import { Welcome } from './Welcome'
import { ScoresView } from './ScoresView'

/** Hands the state to the view, which knows nothing of the store. */
export function ScoresPanel() {
  const result = useAppState((state) => state.result)
  const weights = useAppState((state) => state.settings.weights)
  const selected = useAppState((state) => state.selectedScore)
  const stale = useAppState(isStale)
  const textA = useAppState((state) => state.a.text)
  const textB = useAppState((state) => state.b.text)
  if (result === null) return <Welcome />
  return (
    <ScoresView
      reply={asGiven(result)}
      scores={fusedScores(result, weights)}
      weights={weights}
      selected={selected}
      stale={stale}
      info={result.info}
      textA={textA}
      textB={textB}
      preprocessing={preprocessingOf(result.inputs)}
    />
  )
}

const preprocessingOf = (inputs: RunInputs) => ({
  rules: rulesOf(inputs.rules),
  leaveOutMetadata: inputs.leaveOutMetadata,
  changed: { a: wasChanged(inputs, 'a'), b: wasChanged(inputs, 'b') },
  modelInput: { a: modelInputOf(inputs, 'a'), b: modelInputOf(inputs, 'b') },
})
