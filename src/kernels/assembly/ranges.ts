/** From the rows' least and greatest values (rows.ts) to scales and zero points, of each text or of each row. */
import {
  ACTIVATIONS_ROW,
  JOB_ACTIVATIONS,
  JOB_RANGES,
  JOB_ROWS,
  JOB_TEXTS,
  JOB_TEXT_RANGES,
  RANGE_BYTES,
  RANGE_CENTRE,
  RANGE_SCALE,
  RANGE_SUM,
  RANGE_ZERO,
} from '../abi'
import { startOf } from './attention-parts'
import { pointer } from './job'

/** Avoids a division by 0: a row of equal values gets codes of 128. */
const SMALLEST_RADIUS: f32 = 1e-30

/** Done by one thread between two phases. */
export function settleRanges(job: usize): void {
  if (load<i32>(job, JOB_ACTIVATIONS) == ACTIVATIONS_ROW) {
    const rows = load<i32>(job, JOB_ROWS)
    for (let row = 0; row < rows; row++) settleRow(rangeOf(job, row))
  } else {
    const texts = load<i32>(job, JOB_TEXTS)
    for (let text = 0; text < texts; text++) settleText(job, text)
  }
}

// @ts-ignore: decorator
@inline
export function rangeOf(job: usize, row: i32): usize {
  return pointer(job, JOB_RANGES) + <usize>row * RANGE_BYTES
}

/** DynamicQuantizeLinear: uint8 codes whose range holds 0. A range of NaN gives the scale NaN, and so results of NaN. */
function settleText(job: usize, text: i32): void {
  const from = startOf(job, text)
  const to = startOf(job, text + 1)
  let least: f32 = 0
  let most: f32 = 0
  for (let row = from; row < to; row++) {
    const range = rangeOf(job, row)
    least = min(least, load<f32>(range, RANGE_SCALE))
    most = max(most, load<f32>(range, RANGE_ZERO))
  }
  const ofText = pointer(job, JOB_TEXT_RANGES) + (<usize>text << 3)
  store<f32>(ofText, least)
  store<f32>(ofText, most, 4)
  let scale: f32 = (most - least) / 255
  if (scale == 0) scale = 1
  const zero = nearest<f32>(max<f32>(0, min<f32>(255, (0 - least) / scale)))
  for (let row = from; row < to; row++) settle(rangeOf(job, row), scale, zero == zero ? <i32>zero : 0, 0)
}

/** "Faithful": the row's own range, which need not hold 0, around its centre (src/engine/chain/rewrite/per-token.ts). */
function settleRow(range: usize): void {
  const least = load<f32>(range, RANGE_SCALE)
  const most = load<f32>(range, RANGE_ZERO)
  const centre: f32 = (most + least) * <f32>0.5
  // Measured from the rounded centre: half of the range could be smaller, and a code could exceed 255.
  const radius = max<f32>(max<f32>(most - centre, centre - least), SMALLEST_RADIUS)
  settle(range, radius / 127, 128, centre)
}

function settle(range: usize, scale: f32, zero: i32, centre: f32): void {
  store<f32>(range, scale, RANGE_SCALE)
  store<i32>(range, zero, RANGE_ZERO)
  store<f32>(range, centre, RANGE_CENTRE)
  store<i32>(range, 0, RANGE_SUM)
}
