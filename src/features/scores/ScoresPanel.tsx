import { asGiven, wasChanged } from '../../core/as-given'
import { modelInputOf, rulesOf } from '../../core/prepared'
import { useAppState } from '../../core/react'
import { fusedScores } from '../../core/selectors'
import { scoresStaleness } from '../../core/staleness'
import type { RunInputs } from '../../core/state'
import { Welcome } from './Welcome'
import { ScoresView } from './ScoresView'

/** Hands the state to the view, which knows nothing of the store. */
export function ScoresPanel() {
  const result = useAppState((state) => state.result)
  const weights = useAppState((state) => state.settings.weights)
  const selected = useAppState((state) => state.selectedScore)
  const changes = useAppState(scoresStaleness)
  if (result === null) return <Welcome />
  return (
    <ScoresView
      reply={asGiven(result)}
      scores={fusedScores(result, weights)}
      weights={weights}
      selected={selected}
      changes={changes}
      info={result.info}
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
