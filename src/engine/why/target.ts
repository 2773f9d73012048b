/** Checks and examines the vector that is to be explained. */
import { EngineError } from '../errors'
import { norm } from '../matrix'
import type { LoadedModel } from '../model/load'
import { colbertRows, hasRowsFor, type ColbertTarget } from './colbert'
import { rowAt } from './rows'
import { denseRows, reordered, reorderedRows, signRows, type DenseTarget, type HeadRow } from './dense'
import { lengthOf, readingsOf } from './readings'
import type { RunVectors } from './run-vectors'
import { roundingOf } from './rounding'
import { sparseRows } from './sparse'
import type { Observed, WhyInput, WhyTarget, WhyTolerance } from './types'

/** The least number of dimensions: vectors with fewer may have the same direction by chance. */
const LEAST_DIMENSIONS = 8

/** What the target shows by itself, and how to compare a run with it. */
export interface Examined {
  readonly observed: Observed
  readonly tolerance: WhyTolerance
  /** How a dense target can be read as a vector; empty for other heads, and for signs. */
  readonly readings: readonly DenseTarget[]
  /** Whether a text of n tokens can have given the target. */
  readonly fits: (n: number) => boolean
  readonly compare: (vectors: RunVectors) => readonly HeadRow[]
}

/**
 * @throws EngineError model/head-unavailable; why/dimension for a vector that is longer than the model's, why/too-short,
 *   why/zero, why/token-id, vector/not-finite
 */
export function examine(
  { info }: LoadedModel,
  { target, settings }: WhyInput,
  tolerance: WhyTolerance,
): Examined {
  const head = info.heads[target.head]
  if (head.state === 'unavailable')
    throw new EngineError(
      'model/head-unavailable',
      `${info.id} has no ${target.head} head (${head.reason}).`,
      {
        head: target.head,
        reason: head.reason,
      },
    )
  checkFiniteValues(target)
  switch (target.head) {
    case 'dense': {
      const { vector } = target
      const { dimension } = head.value
      checkDimension(lengthOf(vector, dimension), dimension, info.id)
      const length = notZero(norm(vector))
      const { readings, signs, shown } = readingsOf(vector, dimension)
      const turned = reordered(readings)
      return {
        observed: { norm: length, size: vector.length, rows: null, rounding: shown },
        readings,
        tolerance,
        fits: () => true,
        compare: (vectors) => [
          ...readings.flatMap((each) => denseRows(each, vectors, settings, tolerance)),
          ...reorderedRows(turned, vectors, settings, tolerance),
          ...signs.flatMap(({ seen, ...each }) => signRows(each, seen, vectors, settings, tolerance)),
        ],
      }
    }
    case 'sparse': {
      const { weights } = target
      checkIds(weights, info.tokenizer.vocabSize, info.id)
      const rounding = roundingOf(Float64Array.from(weights.values()), false)
      return {
        observed: observedOf(Math.hypot(...weights.values()), weights.size, null, rounding),
        readings: [],
        tolerance,
        fits: () => true,
        compare: (vectors) =>
          sparseRows({ weights, rounding }, vectors, info.tokenizer.specialIds, tolerance),
      }
    }
    case 'colbert': {
      checkDimension(target.dimension, head.value.dimension, info.id)
      const rows = withoutPadding(target)
      const lengths = Array.from({ length: rows.rows }, (_, row) => norm(rowAt(rows, row)))
      const mean = notZero(lengths.reduce((sum, length) => sum + length, 0) / lengths.length)
      return {
        observed: observedOf(mean, target.dimension, target.rows, rows.rounding),
        readings: [],
        tolerance,
        fits: (n) => hasRowsFor(rows.rows, n) || n === rows.rows,
        compare: (vectors) => colbertRows(rows, vectors, settings.normalize, tolerance),
      }
    }
  }
}

const observedOf = (
  length: number,
  size: number,
  rows: number | null,
  rounding: ReturnType<typeof roundingOf>,
): Observed => ({ norm: length, size, rows, rounding: rounding?.hypothesis ?? null })

function checkDimension(found: number, expected: number, model: string): void {
  if (found > expected)
    throw new EngineError(
      'why/dimension',
      `The vector has ${found} dimensions, ${model} gives ${expected}, and what is beyond them is not 0: it is another model's, or several vectors in one. Load the model that made it, or give one vector.`,
      { found, expected, model },
    )
  if (found < Math.min(LEAST_DIMENSIONS, expected))
    throw new EngineError(
      'why/too-short',
      `The vector has ${found} values, ${model} gives ${expected}: too few to compare. Paste the whole vector.`,
      { found, expected },
    )
}

function notZero(length: number): number {
  if (length > 0) return length
  throw new EngineError(
    'why/zero',
    'All values of the vector are 0: it has no direction, so it cannot be compared.',
  )
}

function checkIds(weights: ReadonlyMap<number, number>, size: number, model: string): void {
  // An id may be 1-based, and then the last id is one larger.
  for (const id of weights.keys())
    if (!Number.isInteger(id) || id < 0 || id > size)
      throw new EngineError(
        'why/token-id',
        `${id} is not a token id of ${model}, whose ids are 0 to ${size - 1}: the weights are not this model's.`,
        { found: id, limit: size - 1, model },
      )
}

function checkFiniteValues(target: WhyTarget): void {
  const values =
    target.head === 'dense'
      ? target.vector
      : target.head === 'colbert'
        ? target.data
        : target.weights.values()
  let index = 0
  for (const value of values) {
    if (!Number.isFinite(value))
      throw new EngineError('vector/not-finite', `Value ${index} of the vector is ${value}.`, {
        where: target.head,
        index,
        found: String(value),
      })
    index++
  }
}

/** Rows of zeros at the end come from the padding of a batch. */
function withoutPadding({ rows, dimension, data }: Extract<WhyTarget, { head: 'colbert' }>): ColbertTarget {
  const all = { rows, dimension, data }
  let kept = rows
  while (kept > 0 && norm(rowAt(all, kept - 1)) === 0) kept--
  const values = data.subarray(0, kept * dimension)
  return {
    rows: kept,
    dimension,
    data: values,
    padding: rows - kept,
    rounding: roundingOf(values, true, Math.max(1, kept)),
  }
}
