/** The props of the anatomy view. */
import type { Change } from '../../core/staleness'
import type { ScoreName, Weights } from '../../engine/score/types'
import type { AnatomyState, Occlusion, Part } from './types'
import type { Side } from './marks'

export interface Shuffled {
  readonly percentile: number
  readonly n: number
  readonly seed: number
  readonly median: number
}

export interface AnatomyViewProps {
  readonly state: AnatomyState
  readonly score: ScoreName
  readonly weights: Weights
  readonly changes: readonly Change[]
  /** Names of the two sides: "A3" and "B7", or "A" and "B" for whole texts. */
  readonly labelA: string
  readonly labelB: string
  /** The percentile of the score among random pairs; null: too few units. */
  readonly shuffled: Shuffled | null
  /** Maps a range of the model input to a range of the text that the user typed. */
  readonly original: (side: Side, start: number, end: number) => readonly [number, number]
  readonly onPart: (part: Part) => void
  readonly onOcclude: (side: Side, kind: Occlusion['kind']) => void
  readonly onCancelOcclusion: () => void
  /** Puts the two texts of a cell into A and B. */
  readonly onLoad: () => void
  readonly onClose: () => void
}
