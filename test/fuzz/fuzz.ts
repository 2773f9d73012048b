/**
 * Properties that hold for any input, tried with random ones. Seeds are fixed, so that a failure is seen again; CONTRIBUTING.md
 * says how to run more of them.
 */
import fc from 'fast-check'
import { it } from 'vitest'
import { EngineError } from '../../src/engine/errors'

const numberIn = (name: string, otherwise: number): number => {
  const given = process.env[name]
  if (given === undefined || given === '') return otherwise
  if (!/^\d+$/.test(given)) throw new Error(`${name} is ${given}: no whole number.`)
  return Number(given)
}

/** Runs of each property are multiplied by this. */
const TIMES = numberIn('M3SCOPE_FUZZ_TIMES', 1)
const SEED = numberIn('M3SCOPE_FUZZ_SEED', 20_260_217)
/** Enough for the whole folder to take about ten seconds of a core. */
const RUNS = 100

/**
 * A test of a property of fast-check, `fc.property(…)` or `fc.asyncProperty(…)`.
 * @param runs fewer than usual if one run is slow
 */
export function fuzz<T>(name: string, property: fc.IRawProperty<T>, runs = RUNS): void {
  const numRuns = Math.max(1, runs * TIMES)
  it(
    name,
    async () => {
      await fc.assert(property, { seed: SEED, numRuns })
    },
    120_000 * Math.max(1, TIMES),
  )
}

/** The value, or null where it was refused. Any error but an EngineError with a code of its own goes on. */
export function unlessRefused<T>(run: () => T): T | null {
  try {
    return run()
  } catch (error) {
    if (error instanceof EngineError && error.code !== 'internal') return null
    throw error
  }
}

/** Sizes at which work that grows with the square of the input takes minutes, and linear work a moment. */
const MANY = 30_000

/**
 * Texts made of these parts: short ones in any order, and long ones in which a few parts come again and again (the inputs that
 * show overlapping quantifiers and loops that look at a growing text again).
 */
export function textOf(parts: readonly string[], most = MANY): fc.Arbitrary<string> {
  const part = fc.constantFrom(...parts)
  const few = fc.array(part, { maxLength: 4 }).map((list) => list.join(''))
  const repeated = fc.tuple(few, fc.integer({ min: 1, max: most })).map(([unit, times]) =>
    // The length is bounded too, so that a run takes the same time whatever its parts are.
    unit.repeat(Math.min(times, Math.floor((4 * most) / Math.max(1, unit.length)))),
  )
  return fc.oneof(
    { weight: 3, arbitrary: fc.array(part, { maxLength: 40 }).map((list) => list.join('')) },
    { weight: 1, arbitrary: fc.tuple(few, repeated, few, repeated, few).map((list) => list.join('')) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  )
}

/** A valid one that was cut, or in which a part was left out, repeated, or written over. */
export const changed = (valid: readonly string[], parts: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...valid),
      fc.array(
        fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom('', ...parts), fc.integer({ min: 0, max: 3 })),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
      fc.boolean(),
      fc.nat(),
    )
    .map(([text, edits, isCut, at]) => {
      const edited = edits.reduce((now, [place, length, part, times]) => {
        const from = place % (now.length + 1)
        return now.slice(0, from) + part.repeat(times) + now.slice(from + (times === 0 ? length : 0))
      }, text)
      return isCut ? edited.slice(0, at % (edited.length + 1)) : edited
    })
