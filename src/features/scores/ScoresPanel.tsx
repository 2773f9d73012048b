import { Suspense, useDeferredValue, useEffect } from 'react'
import { asGiven, wasChanged } from '../../core/as-given'
import { modelInputOf, rulesOf } from '../../core/prepared'
import { useAppState } from '../../core/react'
import { fusedScores } from '../../core/selectors'
import { scoresStaleness } from '../../core/staleness'
import type { RunInputs } from '../../core/state'
import { onDemand } from '../../ui/on-demand'
import { Welcome } from './Welcome'

// Loaded with the first result, because before it the tables would be empty.
const ScoresView = onDemand(async () => (await import('./ScoresView')).ScoresView, 'scores')

/** Connects the view with the state. The view itself does not know the store. */
export function ScoresPanel() {
  const result = useAppState((state) => state.result)
  const weights = useAppState((state) => state.settings.weights)
  const selected = useAppState((state) => state.selectedScore)
  const changes = useAppState(scoresStaleness)
  const running = useAppState((state) => state.run.phase === 'running')
  useEffect(() => {
    if (running) ScoresView.preload()
  }, [running])
  // The tables of the first result are many elements: React makes them in pieces, so that no task is long. Later results
  // change them at once, with all that says which run they are of.
  const opened = useDeferredValue(result !== null)
  if (result === null || !opened) return <Welcome />
  return (
    <Suspense fallback={<Welcome />}>
      <ScoresView
        reply={asGiven(result)}
        scores={fusedScores(result, weights)}
        weights={weights}
        selected={selected}
        changes={changes}
        info={result.info}
        preprocessing={preprocessingOf(result.inputs)}
      />
    </Suspense>
  )
}

const preprocessingOf = (inputs: RunInputs) => ({
  rules: rulesOf(inputs.rules),
  leaveOutMetadata: inputs.leaveOutMetadata,
  changed: { a: wasChanged(inputs, 'a'), b: wasChanged(inputs, 'b') },
  modelInput: { a: modelInputOf(inputs, 'a'), b: modelInputOf(inputs, 'b') },
})
