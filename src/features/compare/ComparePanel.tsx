import { compareStaleness } from './state'
import { modelChoice } from '../../core/model/model-ref'
import { useActions, useAppState } from '../../core/react'
import { CompareView } from './CompareView'
import { PeerPanel } from './PeerPanel'

/** Connects the view with the state. The view itself does not know the store. */
export function ComparePanel() {
  const { openPicker, clearSecond, setRanking, runCompare, cancelCompare } = useActions()
  const compare = useAppState((state) => state.compare)
  const choice = useAppState(modelChoice)
  const info = useAppState((state) => (state.model.phase === 'ready' ? state.model.info : null))
  const weights = useAppState((state) => state.settings.weights)
  const selected = useAppState((state) => state.selectedScore)
  const changes = useAppState(compareStaleness)
  return (
    <CompareView
      peer={<PeerPanel />}
      compare={compare}
      choice={choice}
      info={info}
      weights={weights}
      selected={selected}
      changes={changes}
      onChoose={() => openPicker('second')}
      onClear={clearSecond}
      onRanking={setRanking}
      onRun={() => void runCompare()}
      onCancel={cancelCompare}
    />
  )
}
