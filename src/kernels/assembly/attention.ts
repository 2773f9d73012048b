/**
 * softmax(Q Kᵀ · scale) V with a running softmax: keys come in blocks counted from the text's first, and each row keeps its
 * greatest score and its sum, so nothing of n × n is ever held. An item is a block of query rows of one head of one text.
 */
import { JOB_CONSTANTS, JOB_CONTEXT, JOB_SCRATCH, JOB_SCRATCH_BYTES, JOB_TEXTS, LAYER_HEADS, LAYER_HEAD_SIZE, LAYER_HIDDEN } from '../abi'
import { KEYS, QUERIES, hideKeys, layKeys, layQueries, layValues, paddedHead, startOf } from './attention-parts'
import { SCORES_STRIDE, TILE_ROWS, tileOfColumns, tileOfRows } from './generated/attention'
import { pointer } from './job'
import { exp4, mostOf, sumOf } from './simd'

/** Products (of single numbers) that an item may take: some milliseconds. */
const BUDGET = 50_000_000
const LEAST_QUERIES = 72

/** Bytes of JOB_SCRATCH that a thread needs for heads of this size. */
export function scratchBytes(headSize: i32): i32 {
  const padded = (headSize + 7) & ~7
  const perColumn = 2 * KEYS + 2 * QUERIES
  return (perColumn * padded * 4 + TILE_ROWS * <i32>SCORES_STRIDE + QUERIES * 8 + 63) & ~63
}

function blocksOf(rows: i32, headSize: i32): i32 {
  const affordable = BUDGET / (2 * max(rows, 1) * headSize)
  const queries = min(QUERIES, max(LEAST_QUERIES, affordable))
  return (rows + queries - 1) / queries
}

export function attentionItems(job: usize, layer: usize): i32 {
  const texts = load<i32>(job, JOB_TEXTS)
  const size = load<i32>(layer, LAYER_HEAD_SIZE)
  let blocks = 0
  for (let text = 0; text < texts; text++)
    blocks += blocksOf(startOf(job, text + 1) - startOf(job, text), size)
  return blocks * load<i32>(layer, LAYER_HEADS)
}

/** The item's text, head and block of query rows; then `attend`. */
export function attentionItem(job: usize, layer: usize, thread: i32, item: i32): void {
  const heads = load<i32>(layer, LAYER_HEADS)
  const size = load<i32>(layer, LAYER_HEAD_SIZE)
  let text = 0
  let rows = 0
  let blocks = 0
  while (true) {
    rows = startOf(job, text + 1) - startOf(job, text)
    blocks = blocksOf(rows, size)
    if (item < blocks * heads) break
    item -= blocks * heads
    text++
  }
  const head = item / blocks
  const block = item % blocks
  const tiles = (rows + TILE_ROWS - 1) / TILE_ROWS
  const from = ((block * tiles) / blocks) * TILE_ROWS
  const to = min((((block + 1) * tiles) / blocks) * TILE_ROWS, rows)
  attend(job, layer, thread, head, startOf(job, text), rows, from, to)
}

/** Context of query rows [from, to) of the text whose rows are [start, start + rows). */
function attend(job: usize, layer: usize, thread: i32, head: i32, start: i32, rows: i32, from: i32, to: i32): void {
  const width = paddedHead(layer)
  const rowBytes = <usize>width << 2
  const tileBytes = rowBytes * TILE_ROWS
  const tiles = (to - from + TILE_ROWS - 1) / TILE_ROWS
  const keys = pointer(job, JOB_SCRATCH) + <usize>thread * pointer(job, JOB_SCRATCH_BYTES)
  const values = keys + <usize>KEYS * rowBytes
  const queries = values + <usize>KEYS * rowBytes
  const sums = queries + <usize>QUERIES * rowBytes
  const scores = sums + <usize>QUERIES * rowBytes
  const states = scores + <usize>TILE_ROWS * SCORES_STRIDE
  for (let tile = 0; tile < tiles; tile++) {
    const row = from + tile * TILE_ROWS
    layQueries(job, layer, head, start + row, min(TILE_ROWS, to - row), queries + <usize>tile * tileBytes)
  }
  memory.fill(sums, 0, <usize>tiles * tileBytes)
  for (let row = 0; row < to - from; row++) {
    store<f32>(states + (<usize>row << 3), f32.NEGATIVE_INFINITY)
    store<f32>(states + (<usize>row << 3), 0, 4)
  }
  for (let first = 0; first < rows; first += KEYS) {
    const count = min(KEYS, rows - first)
    const padded = (count + 7) & ~7
    layKeys(job, layer, head, start + first, count, keys)
    layValues(job, layer, head, start + first, count, values)
    for (let tile = 0; tile < tiles; tile++) {
      const sum = sums + <usize>tile * tileBytes
      for (let column = 0; column < padded; column += 8)
        tileOfColumns(queries + <usize>tile * tileBytes, keys + <usize>column * rowBytes, scores + (<usize>column << 2), SCORES_STRIDE, width)
      const inTile = min(TILE_ROWS, to - from - tile * TILE_ROWS)
      for (let r = 0; r < inTile; r++) {
        const at = scores + <usize>r * SCORES_STRIDE
        hideKeys(job, at, start + first, count, padded)
        weigh(job + JOB_CONSTANTS, at, padded, states + (<usize>(tile * TILE_ROWS + r) << 3), sum + <usize>r * rowBytes, rowBytes)
      }
      for (let column = 0; column < width; column += 8)
        tileOfRows(scores, values + <usize>((column >> 3) * padded << 5), sum + (<usize>column << 2), rowBytes, padded)
    }
  }
  for (let row = 0; row < to - from; row++)
    divide(job, layer, head, start + from + row, sums + <usize>row * rowBytes, load<f32>(states + (<usize>row << 3), 4))
}

/** A row's scores become weights that its new greatest score divides; what was summed up before is scaled to that. */
// @ts-ignore: decorator
@inline
function weigh(constants: usize, scores: usize, count: i32, state: usize, sum: usize, sumBytes: usize): void {
  const end = scores + (<usize>count << 2)
  let most = v128.load(scores)
  let more = v128.load(scores, 16)
  for (let at = scores + 32; at < end; at += 32) {
    most = f32x4.pmax(most, v128.load(at))
    more = f32x4.pmax(more, v128.load(at, 16))
  }
  most = f32x4.pmax(most, more)
  const before = load<f32>(state)
  const top = max(before, mostOf(most))
  if (top != before) {
    const factor = exp4(constants, f32x4.splat(before - top))
    store<f32>(state, top)
    store<f32>(state, load<f32>(state, 4) * f32x4.extract_lane(factor, 0), 4)
    for (let at = sum; at < sum + sumBytes; at += 16) v128.store(at, f32x4.mul(v128.load(at), factor))
  }
  const tops = f32x4.splat(top)
  let total = f32x4.splat(0)
  // Two at a time: each is a long chain.
  for (let at = scores; at < end; at += 32) {
    const e = exp4(constants, f32x4.sub(v128.load(at), tops))
    const f = exp4(constants, f32x4.sub(v128.load(at, 16), tops))
    v128.store(at, e)
    v128.store(at, f, 16)
    total = f32x4.add(total, f32x4.add(e, f))
  }
  store<f32>(state, load<f32>(state, 4) + sumOf(total), 4)
}

function divide(job: usize, layer: usize, head: i32, row: i32, sum: usize, total: f32): void {
  const size = load<i32>(layer, LAYER_HEAD_SIZE)
  const to = pointer(job, JOB_CONTEXT) + (<usize>(row * load<i32>(layer, LAYER_HIDDEN) + head * size) << 2)
  const factor: f32 = <f32>1 / total
  for (let d = 0; d < size; d++) store<f32>(to + (<usize>d << 2), load<f32>(sum + (<usize>d << 2)) * factor)
}
