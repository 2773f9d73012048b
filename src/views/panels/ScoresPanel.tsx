import { useAppState } from '../../state/react'
import { fusedScores, isStale } from '../../state/selectors'
import { Welcome } from '../frame/Welcome'
import { ScoresView } from '../scores/ScoresView'

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
      reply={result.reply}
      scores={fusedScores(result, weights)}
      weights={weights}
      selected={selected}
      stale={stale}
      info={result.info}
      textA={textA}
      textB={textB}
    />
  )
}
