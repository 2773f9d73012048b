import { useActions, useAppState } from '../../core/react'
import { Slot } from '../../core/Slot'
import { ErrorBox } from '../../ui/ErrorBox'
import { HeatmapRunLine } from './HeatmapRunLine'
import { HeatmapView } from './HeatmapView'
import { Options } from './Options'
import { SentenceLists } from './SentenceLists'
import css from './heatmap.module.css'

/**
 * The tab. Each part reads what it shows, and nothing else: while a run reports its progress, its line alone is rendered
 * again. Other features can show an opened cell beside the map.
 */
export function HeatmapPanel() {
  const opened = useAppState((state) => state.anatomy != null)
  return (
    <div className={css.heatmap} data-opened={opened}>
      <div className={css.main}>
        <ConnectedOptions />
        <HeatmapRunLine />
        <Failure />
        <HeatmapView />
        <SentenceLists />
      </div>
      <Slot name="heatmap-aside" />
    </div>
  )
}

function ConnectedOptions() {
  const actions = useActions()
  const options = useAppState((state) => state.heatmap.options)
  const look = useAppState((state) => state.heatmap.look)
  return <Options options={options} look={look} actions={actions} />
}

function Failure() {
  const error = useAppState(({ heatmap: { run } }) => (run.phase === 'failed' ? run.error : null))
  return error && <ErrorBox error={error} />
}
