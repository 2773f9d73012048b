/** Rows of the table of changes that compare what a model made of the texts. */
import { cosine } from '../../engine/matrix'
import { fromBase64 } from '../../engine/base64'
import { floatsOf } from '../float-bytes'
import { plainRow, withDetails } from './diff-rows'
import type { DiffRow } from './diff-types'
import type { CaseHeatmap, CaseVectors } from './schema'

type Side = 'a' | 'b'

/**
 * Compares token ids by position. Equal ids at both ends are not a change, so that one inserted token does not count as
 * many.
 */
export function idsRow(side: Side, before: CaseVectors, after: CaseVectors): DiffRow {
  const [one, other] = [before.input_ids, after.input_ids]
  const row = plainRow('outcome', `input_ids.${side}`, one.length, other.length)
  const shorter = Math.min(one.length, other.length)
  let start = 0
  while (start < shorter && one[start] === other[start]) start++
  if (start === one.length && start === other.length) return row
  let end = 0
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end++
  const last = Math.max(one.length, other.length) - end
  const details = Array.from({ length: last - start }, (_, step) => {
    const at = start + step
    return {
      at,
      before: at < one.length - end ? piece(before, at) : null,
      after: at < other.length - end ? piece(after, at) : null,
    }
  }).filter((detail) => detail.before !== detail.after)
  return withDetails({ ...row, changed: true, matters: true }, details)
}

const piece = ({ input_ids, tokens }: CaseVectors, at: number): string =>
  `${tokens[at] ?? '?'} (${input_ids[at]})`

const isMissing = (part: object): part is { readonly unavailable: string } => 'unavailable' in part

/** The row where one value or both are unavailable: it holds the reasons. Null: both values are there. */
function missingRow(what: string, before: object, after: object, size: string): DiffRow | null {
  if (!isMissing(before) && !isMissing(after)) return null
  return plainRow(
    'outcome',
    what,
    isMissing(before) ? before.unavailable : size,
    isMissing(after) ? after.unavailable : size,
  )
}

/** Largest difference first. */
export function weightsRow(side: Side, before: CaseVectors, after: CaseVectors, tolerance: number): DiffRow {
  const what = `lexical_weights.${side}`
  const [one, other] = [before.lexical_weights, after.lexical_weights]
  const missing = missingRow(what, one, other, 'available')
  if (missing !== null) return { ...missing, tolerance }
  const [then, now] = [one as Readonly<Record<string, number>>, other as Readonly<Record<string, number>>]
  const names = new Map([...namesOf(before), ...namesOf(after)])
  const changes = [...new Set([...Object.keys(then), ...Object.keys(now)])]
    .map((id) => ({ id, before: then[id], after: now[id] }))
    .filter((each) => each.before !== each.after)
    .map((each) => ({ ...each, size: Math.abs((each.after ?? 0) - (each.before ?? 0)) }))
    .sort((x, y) => y.size - x.size)
  const difference = changes[0]?.size ?? 0
  const row = plainRow('outcome', what, Object.keys(then).length, Object.keys(now).length)
  return withDetails(
    { ...row, difference, tolerance, changed: changes.length > 0, matters: difference > tolerance },
    changes.map((each) => ({
      at: null,
      before: each.before === undefined ? null : `${names.get(each.id) ?? each.id} ${each.before}`,
      after: each.after === undefined ? null : `${names.get(each.id) ?? each.id} ${each.after}`,
    })),
  )
}

const namesOf = ({ input_ids, tokens }: CaseVectors): [string, string][] =>
  input_ids.map((id, at) => [String(id), `${tokens[at] ?? '?'} (${id})`])

interface Distance {
  readonly cosine: number
  readonly difference: number
}

function distance(one: Float32Array | Float64Array, other: Float32Array | Float64Array): Distance {
  let difference = 0
  for (let at = 0; at < one.length; at++) difference = Math.max(difference, Math.abs(other[at]! - one[at]!))
  return { cosine: cosine(Float64Array.from(one), Float64Array.from(other)), difference }
}

/** @param tolerance smallest cosine */
export function denseRow(side: Side, before: CaseVectors, after: CaseVectors, tolerance: number): DiffRow {
  const what = `dense_vecs.${side}`
  const [one, other] = [before.dense_vecs, after.dense_vecs]
  const missing = missingRow(what, one, other, 'available')
  if (missing !== null) return { ...missing, tolerance }
  const [then, now] = [one as readonly number[], other as readonly number[]]
  const row = plainRow('outcome', what, then.length, now.length)
  if (then.length !== now.length) return { ...row, tolerance }
  const far = distance(Float64Array.from(then), Float64Array.from(now))
  const changed = then.some((value, at) => value !== now[at])
  return { ...row, ...far, tolerance, changed, matters: changed && !(far.cosine >= tolerance) }
}

type Rows = Exclude<CaseVectors['colbert_vecs'], { unavailable: string }>

/** The hash says whether the rows are equal. How far apart they are is known only where both cases hold the rows. */
export function rowsRow(
  side: Side,
  before: CaseVectors,
  after: CaseVectors,
  tolerance: { readonly difference: number; readonly cosine: number },
): DiffRow {
  const what = `colbert_vecs.${side}`
  const [one, other] = [before.colbert_vecs, after.colbert_vecs]
  const missing = missingRow(what, one, other, 'available')
  if (missing !== null) return { ...missing, tolerance: tolerance.cosine }
  const [then, now] = [one as Rows, other as Rows]
  const size = ({ rows, dimension }: Rows) => `${rows} × ${dimension}`
  const row = { ...plainRow('outcome', what, size(then), size(now)), tolerance: tolerance.cosine }
  if (row.changed) return row
  if (then.sha256 === now.sha256) return { ...row, difference: 0, cosine: 1 }
  const far = rowsDistance(then, now)
  // The distance is unknown; the score that the rows give says whether the difference matters.
  if (far === null) return { ...row, changed: true, matters: false }
  const matters = !(far.cosine >= tolerance.cosine && far.difference <= tolerance.difference)
  return { ...row, ...far, changed: true, matters }
}

/** Null: one of the two cases holds the hash alone, without the rows. */
function rowsDistance(then: Rows, now: Rows): Distance | null {
  const [one, other] = [then.float32, now.float32].map((text) => (text === null ? null : fromBase64(text)))
  if (!one || !other) return null
  const [a, b] = [floatsOf(one), floatsOf(other)]
  let far: Distance = { cosine: 1, difference: 0 }
  for (let row = 0; row < then.rows; row++) {
    const [from, to] = [row * then.dimension, (row + 1) * then.dimension]
    const each = distance(a.subarray(from, to), b.subarray(from, to))
    far = {
      cosine: Math.min(far.cosine, each.cosine),
      difference: Math.max(far.difference, each.difference),
    }
  }
  return far
}

/** A replay runs the pair and not the heatmap, so a stored heatmap is listed but not compared. */
export const heatmapRow = ({ rows, columns }: CaseHeatmap): DiffRow => ({
  ...plainRow('environment', 'heatmap', `${rows.length} × ${columns.length}`, null),
  changed: false,
})
