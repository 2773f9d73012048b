/** Short guides: what to do in a few steps, and where it is done. The words are under `guide.ID`. */
import type { Actions } from '../../core/actions'

export interface Guide {
  readonly id: 'badPair' | 'vectorDiffers' | 'realModel' | 'dialogue' | 'handOver'
  readonly steps: readonly ('one' | 'two' | 'three')[]
  /** Opens the place that the guide is about. */
  readonly open: (actions: Actions) => void
}

const STEPS = ['one', 'two', 'three'] as const

export const GUIDES: readonly Guide[] = [
  { id: 'badPair', steps: STEPS, open: (actions) => actions.setView('scores') },
  { id: 'dialogue', steps: STEPS, open: (actions) => actions.setView('heatmap') },
  { id: 'vectorDiffers', steps: STEPS, open: (actions) => actions.showSection('diagnose', 'why') },
  { id: 'realModel', steps: STEPS, open: (actions) => void actions.adviseModel() },
  { id: 'handOver', steps: STEPS, open: (actions) => actions.showSection('export', 'download') },
]
