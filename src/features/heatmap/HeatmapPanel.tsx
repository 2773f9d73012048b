import { clsx } from 'clsx'
import { useAppState } from '../../core/react'
import { Slot } from '../../core/Slot'
import { ErrorBox } from '../../ui/ErrorBox'
import view from '../../ui/view.module.css'
import { HeatmapView } from './HeatmapView'
import { SentenceLists } from './SentenceLists'
import { Toolbar } from './Toolbar'
import css from './heatmap.module.css'

/**
 * The tab. Each part reads what it shows, and nothing else: while a run reports its progress, its line alone is rendered
 * again. Other features can show an opened cell beside the map, where a place is kept for it.
 */
export function HeatmapPanel() {
  return (
    <div className={css.heatmap}>
      <div className={clsx(view.view, css.main)}>
        <div className={clsx(view.viewBar)}>
          <Toolbar />
          <Failure />
        </div>
        <div className={clsx(view.viewBody, css.body)}>
          {/* First, so that it stays where it is when a map takes the place of the lists. */}
          <SentenceLists />
          <HeatmapView />
        </div>
      </div>
      <Slot name="heatmap-aside" />
    </div>
  )
}

function Failure() {
  const error = useAppState(({ heatmap: { run } }) => (run.phase === 'failed' ? run.error : null))
  return error && <ErrorBox error={error} />
}
