import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CRITERIA } from '../../../src/engine/validate/answer-types'
import { bestOfResample, bestPlace, sweepOf } from '../../../src/engine/validate/sweep'

const rowsArb = fc.array(
  fc.record({
    query: fc.integer({ min: 0, max: 4 }),
    score: fc.integer({ min: 0, max: 12 }).map((n) => n / 12),
    grade: fc.integer({ min: 0, max: 1 }),
  }),
  { minLength: 1, maxLength: 30 },
)
const timesArb = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 5, maxLength: 5 })

type Row = { readonly query: number; readonly score: number; readonly grade: number }
const sweepRows = (rows: readonly Row[], sign: 1 | -1) =>
  sweepOf(
    Float64Array.from(rows, ({ score }) => score),
    Float64Array.from(rows, ({ grade }) => grade),
    null,
    sign,
  )

test.each([1, -1] as const)(
  'a resample is the same as a file with these queries repeated (sign %i)',
  (sign) => {
    fc.assert(
      fc.property(rowsArb, timesArb, fc.constantFrom(...CRITERIA), (rows, times, criterion) => {
        const choice = { criterion, beta: 2, atLeast: 0.6 }
        const repeated = rows.flatMap((row) => Array.from({ length: times[row.query]! }, () => row))
        const sweep = sweepRows(rows, sign)
        const expected = sweepRows(repeated, sign)
        const place = bestPlace(expected, choice)
        const found = bestOfResample(
          sweep,
          choice,
          {
            times: Uint16Array.from(times),
            relevant: expected.relevant,
            irrelevant: expected.irrelevant,
          },
          sweep.order.map((i) => rows[i]!.query),
        )
        expect(found).toBe(place === null ? NaN : expected.threshold[place]!)
      }),
      { numRuns: 400 },
    )
  },
)
