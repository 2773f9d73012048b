/** What both forms of the attention share: where a head's rows lie, and Q, K and V laid out for the tiles. */
import { JOB_ROW_MASK, JOB_STARTS, JOB_WIDE, LAYER_HEAD_SIZE, LAYER_HIDDEN, LAYER_SCALE } from '../abi'
import { pointer } from './job'
import { TILE_ROWS } from './generated/attention'

/** Keys at a time: their K and V stay in the cache. */
export const KEYS = 256
/** Most query rows of an item. */
export const QUERIES = 192
/** The score of a hidden key: its weight is exactly 0 beside any other. */
const HIDDEN_SCORE: f32 = -1e30

// @ts-ignore: decorator
@inline
export function startOf(job: usize, text: i32): i32 {
  return load<i32>(pointer(job, JOB_STARTS) + (<usize>text << 2))
}

/** The head size, rounded up to whole panels of 8. */
// @ts-ignore: decorator
@inline
export function paddedHead(layer: usize): i32 {
  return (load<i32>(layer, LAYER_HEAD_SIZE) + 7) & ~7
}

/** Row `row` of Q (part 0), K (1) or V (2) of a head. */
// @ts-ignore: decorator
@inline
export function headRow(job: usize, layer: usize, part: i32, head: i32, row: i32): usize {
  const hidden = <usize>load<i32>(layer, LAYER_HIDDEN)
  const column = <usize>part * hidden + <usize>(head * load<i32>(layer, LAYER_HEAD_SIZE))
  return pointer(job, JOB_WIDE) + ((<usize>row * 3 * hidden + column) << 2)
}

/** Of a tile of query rows: Q · scale as f32[padded head][6]; rows that do not exist are 0. */
export function layQueries(job: usize, layer: usize, head: i32, row: i32, count: i32, to: usize): void {
  const size = load<i32>(layer, LAYER_HEAD_SIZE)
  const scale = load<f32>(layer, LAYER_SCALE)
  memory.fill(to, 0, (<usize>paddedHead(layer) * TILE_ROWS) << 2)
  for (let r = 0; r < count; r++) {
    const from = headRow(job, layer, 0, head, row + r)
    let at = to + (<usize>r << 2)
    for (let d = 0; d < size; d++) {
      store<f32>(at, load<f32>(from + (<usize>d << 2)) * scale)
      at += TILE_ROWS << 2
    }
  }
}

/** K of `count` keys as panels f32[padded head][8], one for each 8 keys. What is beyond is 0. */
export function layKeys(job: usize, layer: usize, head: i32, row: i32, count: i32, to: usize): void {
  const size = load<i32>(layer, LAYER_HEAD_SIZE)
  const panel = <usize>paddedHead(layer) << 5
  if (size & 7 || count & 7) memory.fill(to, 0, <usize>((count + 7) >> 3) * panel)
  for (let t = 0; t < count; t++) {
    const corner = to + <usize>(t >> 3) * panel + (<usize>(t & 7) << 2)
    const from = headRow(job, layer, 1, head, row + t)
    if (t + 4 <= count && !(t & 3) && !(size & 3)) {
      const stride = headRow(job, layer, 1, head, row + t + 1) - from
      for (let d = 0; d < size; d += 4) transpose4(from + (<usize>d << 2), stride, corner + (<usize>d << 5))
      t += 3
    } else
      for (let d = 0; d < size; d++) store<f32>(corner + (<usize>d << 5), load<f32>(from + (<usize>d << 2)))
  }
}

/** 4 rows of 4 numbers → 4 columns, 32 bytes apart. */
// @ts-ignore: decorator
@inline
function transpose4(from: usize, stride: usize, to: usize): void {
  const a = v128.load(from)
  const b = v128.load(from + stride)
  const c = v128.load(from + 2 * stride)
  const d = v128.load(from + 3 * stride)
  const ab0 = v128.shuffle<i32>(a, b, 0, 4, 1, 5)
  const ab1 = v128.shuffle<i32>(a, b, 2, 6, 3, 7)
  const cd0 = v128.shuffle<i32>(c, d, 0, 4, 1, 5)
  const cd1 = v128.shuffle<i32>(c, d, 2, 6, 3, 7)
  v128.store(to, v128.shuffle<i64>(ab0, cd0, 0, 2))
  v128.store(to, v128.shuffle<i64>(ab0, cd0, 1, 3), 32)
  v128.store(to, v128.shuffle<i64>(ab1, cd1, 0, 2), 64)
  v128.store(to, v128.shuffle<i64>(ab1, cd1, 1, 3), 96)
}

/** V of `count` keys as panels f32[padded count][8], one for each 8 columns of the head. What is beyond is 0. */
export function layValues(job: usize, layer: usize, head: i32, row: i32, count: i32, to: usize): void {
  const size = load<i32>(layer, LAYER_HEAD_SIZE)
  const panel = <usize>((count + 7) & ~7) << 5
  if (size & 7 || count & 7) memory.fill(to, 0, panel * <usize>(paddedHead(layer) >> 3))
  for (let t = 0; t < count; t++) {
    const from = headRow(job, layer, 2, head, row + t)
    let at = to + (<usize>t << 5)
    let d = 0
    for (; d + 8 <= size; d += 8) {
      v128.store(at, v128.load(from + (<usize>d << 2)))
      v128.store(at, v128.load(from + (<usize>d << 2), 16), 16)
      at += panel
    }
    for (let rest = d; rest < size; rest++)
      store<f32>(at + (<usize>(rest - d) << 2), load<f32>(from + (<usize>rest << 2)))
  }
}

/** Of `count` scores from the key of `row` on, those of hidden keys go; those from there to `padded` belong to no key. */
export function hideKeys(job: usize, scores: usize, row: i32, count: i32, padded: i32): void {
  for (let t = count; t < padded; t++) store<f32>(scores + (<usize>t << 2), f32.NEGATIVE_INFINITY)
  const mask = pointer(job, JOB_ROW_MASK)
  if (!mask) return
  for (let t = 0; t < count; t++)
    if (!load<u8>(mask + <usize>(row + t))) store<f32>(scores + (<usize>t << 2), HIDDEN_SCORE)
}
