/** The second form of the attention: softmax(Q Kᵀ · scale) of chosen query rows, written out. An item is 6 rows of one head. */
import { JOB_ATTEND_FROM, JOB_ATTEND_OUT, JOB_ATTEND_TEXT, JOB_ATTEND_TO, JOB_CONSTANTS, JOB_SCRATCH, JOB_SCRATCH_BYTES, LAYER_HEADS } from '../abi'
import { KEYS, hideKeys, layKeys, layQueries, paddedHead, startOf } from './attention-parts'
import { SCORES_STRIDE, TILE_ROWS, tileOfColumns } from './generated/attention'
import { pointer } from './job'
import { exp4, sumOf } from './simd'

function tilesOf(job: usize): i32 {
  return (load<i32>(job, JOB_ATTEND_TO) - load<i32>(job, JOB_ATTEND_FROM) + TILE_ROWS - 1) / TILE_ROWS
}

export function weightItems(job: usize, layer: usize): i32 {
  return tilesOf(job) * load<i32>(layer, LAYER_HEADS)
}

export function weightItem(job: usize, layer: usize, thread: i32, item: i32): void {
  const tiles = tilesOf(job)
  const head = item / tiles
  const from = load<i32>(job, JOB_ATTEND_FROM)
  const to = load<i32>(job, JOB_ATTEND_TO)
  const row = from + (item % tiles) * TILE_ROWS
  const inTile = min(TILE_ROWS, to - row)
  const text = load<i32>(job, JOB_ATTEND_TEXT)
  const start = startOf(job, text)
  const keysOfText = startOf(job, text + 1) - start
  const outStride = <usize>keysOfText << 2
  const out = pointer(job, JOB_ATTEND_OUT) + <usize>(head * (to - from) + row - from) * outStride
  const width = paddedHead(layer)
  const rowBytes = <usize>width << 2
  const keys = pointer(job, JOB_SCRATCH) + <usize>thread * pointer(job, JOB_SCRATCH_BYTES)
  const queries = keys + <usize>KEYS * rowBytes
  const scores = queries + <usize>TILE_ROWS * rowBytes
  layQueries(job, layer, head, start + row, inTile, queries)
  for (let first = 0; first < keysOfText; first += KEYS) {
    const count = min(KEYS, keysOfText - first)
    const padded = (count + 7) & ~7
    layKeys(job, layer, head, start + first, count, keys)
    for (let column = 0; column < padded; column += 8)
      tileOfColumns(queries, keys + <usize>column * rowBytes, scores + (<usize>column << 2), SCORES_STRIDE, width)
    for (let r = 0; r < inTile; r++) {
      hideKeys(job, scores + <usize>r * SCORES_STRIDE, start + first, count, padded)
      memory.copy(out + <usize>r * outStride + (<usize>first << 2), scores + <usize>r * SCORES_STRIDE, <usize>count << 2)
    }
  }
  for (let r = 0; r < inTile; r++) softmax(job + JOB_CONSTANTS, out + <usize>r * outStride, keysOfText, scores)
}

/** Of one row, in place. @param spare 16 bytes */
function softmax(constants: usize, row: usize, count: i32, spare: usize): void {
  let top = load<f32>(row)
  for (let t = 1; t < count; t++) top = max(top, load<f32>(row + (<usize>t << 2)))
  const tops = f32x4.splat(top)
  let sums = f32x4.splat(0)
  const whole = row + (<usize>(count & ~3) << 2)
  for (let at = row; at < whole; at += 16) {
    const e = exp4(constants, f32x4.sub(v128.load(at), tops))
    v128.store(at, e)
    sums = f32x4.add(sums, e)
  }
  const rest = <usize>(count & 3) << 2
  if (rest) {
    v128.store(spare, f32x4.splat(f32.NEGATIVE_INFINITY))
    memory.copy(spare, whole, rest)
    const e = exp4(constants, f32x4.sub(v128.load(spare), tops))
    v128.store(spare, e)
    memory.copy(whole, spare, rest)
    sums = f32x4.add(sums, e)
  }
  const factor: f32 = <f32>1 / sumOf(sums)
  for (let t = 0; t < count; t++) store<f32>(row + (<usize>t << 2), load<f32>(row + (<usize>t << 2)) * factor)
}
