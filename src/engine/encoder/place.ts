/** The texts of a run in the kernels' memory. */
import {
  JOB_CONTEXT,
  JOB_HIDDEN_STATES,
  JOB_PACKED,
  JOB_RANGES,
  JOB_ROWS,
  JOB_ROW_MASK,
  JOB_STARTS,
  JOB_TEXTS,
  JOB_TEXT_RANGES,
  JOB_WIDE,
} from '../../kernels/abi'
import { floatsAt, integersAt, type Struct } from './memory'
import type { Kernels } from './ports'
import type { RunSpace } from './space'

/** Rows of one text: [n, hidden size]. */
export interface EncoderText {
  readonly states: Float32Array
  /** 0 hides a token as a key; null: none is hidden. */
  readonly mask: Uint8Array | null
}

/**
 * Copies the texts, one after the other without padding, and tells the job where everything is.
 * @param at addresses in memory that is there
 * @returns `at`
 */
export function placeTexts(
  kernels: Kernels,
  job: Struct,
  hidden: number,
  texts: readonly EncoderText[],
  at: RunSpace,
): RunSpace {
  const starts = integersAt(kernels, at.starts, texts.length + 1)
  let row = 0
  for (const [index, { states, mask }] of texts.entries()) {
    starts[index] = row
    const rows = states.length / hidden
    floatsAt(kernels, at.states + row * hidden * 4, states.length).set(states)
    const seen = kernels.bytes().subarray(at.mask + row, at.mask + row + rows)
    if (mask) seen.set(mask)
    else seen.fill(1)
    row += rows
  }
  starts[texts.length] = row
  job.set(JOB_ROWS, row)
  job.set(JOB_TEXTS, texts.length)
  job.set(JOB_STARTS, at.starts)
  job.set(JOB_HIDDEN_STATES, at.states)
  job.set(JOB_WIDE, at.wide)
  job.set(JOB_CONTEXT, at.context)
  job.set(JOB_PACKED, at.packed)
  job.set(JOB_RANGES, at.ranges)
  job.set(JOB_TEXT_RANGES, at.textRanges)
  job.set(JOB_ROW_MASK, texts.some(({ mask }) => mask !== null) ? at.mask : 0)
  return at
}
