/**
 * The matrix as CSV: ids and texts as headers, numbers in full precision. Rows of a conversation end in its time and speaker,
 * columns of one too. The last line names the model and settings.
 */
import Papa from 'papaparse'
import type { EncodeSettings } from '../../engine/encode/types'
import { identityLine, identityOf } from '../../engine/model/identity'
import type { ScoreName, Weights } from '../../engine/score/types'
import type { SteadyResult } from './types'
import { hasLineEnd } from '../../formats/csv-cells'
import { hasMetadata } from './people'
import { unitName } from './picture'
import { columnSide } from './selectors'

/** The score, the settings and the model of the matrix, in one line. */
export function provenanceLine(result: SteadyResult, score: ScoreName, weights: Weights): string {
  const { inputs, info } = result
  const settings: EncodeSettings = inputs
  return [
    `score=${score}`,
    `weights=${[weights.dense, weights.sparse, weights.colbert].join(',')}`,
    `way=${inputs.contextMode}`,
    `unit=${inputs.unit}`,
    ...(inputs.unit === 'chunk'
      ? [
          `chunk_size=${inputs.chunk.size}`,
          `chunk_overlap=${inputs.chunk.overlap}`,
          `chunk_by=${inputs.chunk.by}`,
        ]
      : []),
    `prefix=${JSON.stringify(inputs.prefix)}`,
    `rules=${inputs.rules}`,
    identityLine(identityOf(info, settings)),
  ].join('; ')
}

const METADATA = ['timestamp', 'speaker'] as const

export function heatmapCsv(
  data: Float64Array,
  result: SteadyResult,
  score: ScoreName,
  weights: Weights,
): string {
  const { a, b } = result
  const side = columnSide(result.inputs)
  const cell = (value: number) => (Number.isNaN(value) ? '' : String(value))
  // What came first keeps its place: times and speakers stand behind the numbers and below them.
  const ofRows = hasMetadata(a) ? METADATA : []
  const ofCols = side === 'b' && hasMetadata(b) ? METADATA : []
  const rows = [
    ['', '', ...b.map((_, j) => unitName(side, j)), ...ofRows],
    ['', '', ...b.map(({ text }) => text), ...ofRows.map(() => '')],
    ...a.map((unit, i) => [
      unitName('a', i),
      unit.text,
      ...Array.from(data.subarray(i * b.length, (i + 1) * b.length), cell),
      ...ofRows.map((what) => unit[what] ?? ''),
    ]),
    ...ofCols.map((what) => [what, '', ...b.map((unit) => unit[what] ?? ''), ...ofRows.map(() => '')]),
  ]
  return `${Papa.unparse(rows, { newline: '\n', quotes: hasLineEnd })}\n${Papa.unparse([[`# ${provenanceLine(result, score, weights)}`]])}\n`
}
