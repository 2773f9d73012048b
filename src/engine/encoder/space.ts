/** How much memory a run takes: what is not weights lies in one block, which each run lays out anew. */
import { JOB_BYTES, LAYER_BYTES, RANGE_BYTES } from '../../kernels/abi'
import { aligned } from './memory'
import type { LayerPlan } from './types'

const FLOAT = 4
/** Least and greatest value of a text. */
const TEXT_RANGE_BYTES = 8
/** A packed value of fp32. Codes take less. */
const PACKED = 4
/** Below it the kernels' own data lie; 0 is no address. */
export const FIRST_ADDRESS = 4096

/** What a row's memory depends on: the widest layer. */
export interface Widths {
  readonly hidden: number
  readonly wide: number
  readonly packed: number
}

export function widthsOf(plans: readonly LayerPlan[]): Widths {
  const most = (of: (plan: LayerPlan) => number) => Math.max(...plans.map(of))
  return {
    hidden: most(({ hiddenSize }) => hiddenSize),
    wide: most(({ hiddenSize, feedForward }) => Math.max(3 * hiddenSize, feedForward)),
    packed: most(({ hiddenSize, feedForward }) => Math.max(hiddenSize, feedForward)),
  }
}

/** Offsets in the block of a run, and its size. */
export interface RunSpace {
  readonly starts: number
  readonly states: number
  readonly wide: number
  readonly context: number
  readonly packed: number
  readonly ranges: number
  readonly textRanges: number
  readonly mask: number
  readonly attention: number
  readonly bytes: number
}

/** @param attention floats of attention weights of one layer */
export function runSpace(
  { hidden, wide, packed }: Widths,
  rows: number,
  texts: number,
  attention = 0,
): RunSpace {
  let next = 0
  const take = (bytes: number): number => {
    const at = next
    next += aligned(bytes)
    return at
  }
  return {
    starts: take((texts + 1) * FLOAT),
    states: take(rows * hidden * FLOAT),
    wide: take(rows * wide * FLOAT),
    context: take(rows * hidden * FLOAT),
    packed: take(rows * packed * PACKED),
    ranges: take(rows * RANGE_BYTES),
    textRanges: take(texts * TEXT_RANGE_BYTES),
    mask: take(rows),
    attention: take(attention * FLOAT),
    bytes: next,
  }
}

/** Offsets as addresses. */
export function shifted(space: RunSpace, by: number): RunSpace {
  const moved = Object.entries(space).map(([name, at]: [string, number]) => [
    name,
    name === 'bytes' ? at : at + by,
  ])
  return Object.fromEntries(moved) as RunSpace
}

/** Bytes before the weights, without the block of runs. */
export const headBytes = (layers: number, scratch: number): number =>
  FIRST_ADDRESS + aligned(JOB_BYTES) + aligned(layers * LAYER_BYTES) + aligned(scratch)
