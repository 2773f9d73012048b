import { useMemo } from 'react'
import { fuseMatrix } from '../../engine/heatmap/fused'
import { shuffledSample, standing } from '../../engine/heatmap/shuffled'
import type { ScoreName, Weights } from '../../engine/score/types'
import { originalOf } from '../../core/prepared'
import { useActions, useAppState } from '../../core/react'
import { HEADLINE } from '../../core/selectors'
import { NO_CHANGES, staleness, type Change } from '../../core/staleness'
import type { AppState } from '../../core/state'
import { heatmapStaleness, type HeatmapResult } from '../heatmap'
import { AnatomyView } from './AnatomyView'

/** Connects AnatomyView with the state. */
export function OpenedAnatomy() {
  const { occlude, cancelOcclusion, closeAnatomy, showAnatomyPart, loadPair } = useActions()
  const opened = useAppState((state) => state.anatomy)
  // While rows arrive there is nothing to compare with yet, and nothing is rendered for them.
  const result = useAppState(({ heatmap }) => (heatmap.result?.done ? heatmap.result : null))
  const score = useAppState((state) => HEADLINE[state.settings.mode])
  const weights = useAppState((state) => state.settings.weights)
  const seed = useAppState((state) => state.heatmap.look.seed)
  const changes = useAppState(anatomyStaleness)
  const target = opened?.target
  const shuffled = useMemo(
    () =>
      result !== null && target?.kind === 'cell'
        ? standingOf(result, score, weights, seed, target.i, target.j)
        : null,
    [result, score, weights, seed, target],
  )
  if (opened === null) return null
  const self = target?.kind === 'cell' && opened.inputs.against === 'self'
  const label = (side: string, index: number) => `${side}${index + 1}`
  return (
    <AnatomyView
      state={opened}
      score={score}
      weights={weights}
      changes={changes}
      labelA={target?.kind === 'cell' ? label('A', target.i) : 'A'}
      labelB={target?.kind === 'cell' ? label(self ? 'A' : 'B', target.j) : 'B'}
      shuffled={shuffled}
      original={(side, start, end) =>
        opened.target.kind === 'whole'
          ? originalOf(opened.inputs, side, start, end)
          : [opened[side].start, opened[side].end]
      }
      onPart={showAnatomyPart}
      onOcclude={(side, kind) => void occlude(side, kind)}
      onCancelOcclusion={cancelOcclusion}
      onLoad={loadPair}
      onClose={closeAnatomy}
    />
  )
}

/**
 * What has changed since the anatomy was made. A cell is stale when its heatmap is stale; a pair of whole texts has
 * its own inputs.
 */
function anatomyStaleness(state: AppState): readonly Change[] {
  const { anatomy } = state
  if (anatomy === null) return NO_CHANGES
  return anatomy.target.kind === 'cell' ? heatmapStaleness(state) : staleness(state, anatomy.inputs)
}

/** The percentile of a cell among random pairs of sentences from the same heatmap. */
function standingOf(
  result: HeatmapResult,
  score: ScoreName,
  weights: Weights,
  seed: number,
  i: number,
  j: number,
) {
  if (result.done === null) return null
  const columns = result.b.length
  const matrix = fuseMatrix(result.values, score, weights)
  if (matrix.state === 'unavailable') return null
  const self = result.inputs.against === 'self'
  // A text with itself is no pair that could be compared with random ones.
  if (self && i === j) return null
  const sample = shuffledSample(matrix.value, result.a.length, columns, seed, self)
  const value = matrix.value[i * columns + j]!
  if (sample === null || sample.length === 0 || Number.isNaN(value)) return null
  const sorted = Float64Array.from(sample).sort()
  const { percentile, n } = standing(value, sample)
  return { percentile, n, seed, median: sorted[sorted.length >> 1]! }
}
