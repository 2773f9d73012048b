import type { Measurement } from './compare'
import { boundOf, type Tolerances } from './tolerances'
import { CHECK_NAMES, type Certificate, type Check, type CheckName } from './types'

const SHARES: ReadonlySet<CheckName> = new Set(['input_ids', 'sparse_top5'])

/** One line per check, in the order of CHECK_NAMES. @param base shown where nothing was compared */
export const sumUp = (measured: readonly Measurement[], base: Tolerances): Check[] =>
  CHECK_NAMES.map((name) => {
    const mine = measured.filter((each) => each.name === name)
    if (mine.length === 0)
      return line(name, { compared: 0, value: null, expected: base[name], worst: null }, 'not-compared')
    return SHARES.has(name) ? share(name, mine) : farthest(name, mine)
  })

export function verdictOf(checks: readonly Check[]): Certificate['verdict'] {
  if (checks.some((check) => check.verdict === 'fail')) return 'fail'
  return checks.some((check) => check.verdict === 'pass') ? 'pass' : 'nothing-compared'
}

const line = (
  name: CheckName,
  parts: Pick<Check, 'compared' | 'value' | 'expected' | 'worst'>,
  verdict: Check['verdict'],
): Check => ({ name, ...parts, bound: boundOf(name), verdict })

function share(name: CheckName, mine: readonly Measurement[]): Check {
  const compared = mine.length
  const equal = mine.filter((each) => each.value === 1).length
  // A share of texts is a whole number of texts: of three texts, nine tenths cannot agree. 1e-7 absorbs rounding of the sum.
  const needed = Math.floor(mine.reduce((sum, each) => sum + each.expected, 0) + 1e-7)
  return line(
    name,
    {
      compared,
      value: equal / compared,
      expected: needed / compared,
      worst: mine.find((each) => each.value !== 1)?.id ?? null,
    },
    equal >= needed ? 'pass' : 'fail',
  )
}

function farthest(name: CheckName, mine: readonly Measurement[]): Check {
  const worst = mine.reduce((sofar, next) => (excess(next) > excess(sofar) ? next : sofar))
  return line(
    name,
    { compared: mine.length, value: worst.value, expected: worst.expected, worst: worst.id },
    excess(worst) <= 1 ? 'pass' : 'fail',
  )
}

/** Distance from the reference divided by the expected distance. The check fails above 1. */
function excess({ name, value, expected }: Measurement): number {
  if (value === null) return Infinity
  const ratio = boundOf(name) === 'at-least' ? (1 - value) / (1 - expected) : value / expected
  return Number.isNaN(ratio) ? Infinity : ratio
}
