/** Scores in a database's units, and what a number from production is: fields of the commands `score` and `compare`. */
import { fromOurs, ourScoreOf } from '../../engine/score/databases/convert'
import { ranksOf } from '../../engine/score/databases/ranks'
import { DATABASES } from '../../engine/score/databases/table'
import { isSure, recognise, type Given, type Reading } from '../../engine/score/databases/recognise'
import type { Database, LostScore, Measures, Metric } from '../../engine/score/databases/types'
import { LOST_REASONS, METRIC_NOTES } from '../../engine/score/databases/words'

/** A database, and one of its scores; null: all of them. */
export interface Units {
  readonly database: Database
  readonly score: Metric | LostScore | null
}

/** The pair's scores in the units of the database. @param given production's number, for the ranks that may be in it */
export const inUnits = ({ database, score }: Units, measures: Measures, given: Given | null) =>
  (score === null ? database.scores : [score]).map((entry) => ({
    database: database.name,
    metric: entry.name,
    formula: entry.formula,
    ...(entry.kind === 'metric' ? converted(entry, measures) : lostFields(entry, given)),
  }))

function converted(metric: Metric, measures: Measures) {
  const value = fromOurs(metric, measures)
  return {
    of: ourScoreOf(metric.of),
    value: value.state === 'available' ? value.value : null,
    ...(value.state === 'unavailable' && { reason: value.reason }),
    larger_is_closer: metric.largerIsCloser,
    notes: metric.notes.map((note) => METRIC_NOTES[note]),
  }
}

const lostFields = ({ reason, ranks }: LostScore, given: Given | null) => ({
  of: null,
  value: null,
  reason,
  says: LOST_REASONS[reason],
  ...(ranks &&
    given && {
      ranks: ranksOf(given.value, ranks, { most: RANKS, tolerance: given.rounding })
        .slice(0, SHOWN)
        .map(({ first, second }) => [first, second]),
    }),
})

/** Places in a list that are looked at, and pairs of places that are written. */
export const RANKS = 100
export const SHOWN = 10

/** What a number from production is; empty: no conversion of our scores gives it. */
export const givenFields = (given: Given, measures: Measures) => {
  const readings = recognise(given, measures)
  const verb = isSure(given, readings) ? 'is' : 'may be'
  return {
    score: given.value,
    is_sure: verb === 'is',
    readings: readings.map((reading) => ({
      of: reading.score,
      ours: reading.ours,
      expected: reading.expected,
      formula: reading.formula,
      within: reading.within,
      is_ours: reading.isOurs,
      metrics: reading.metrics.map(({ database, metric }) => `${database.name}:${metric.name}`),
      says: says(reading, verb),
    })),
    ...(readings.length === 0 && noReading(given)),
  }
}

/** Numbers with fewer digits are a sum of two places by chance. */
const RANK_ROUNDING = 5e-7
/** Places in each list that a hit of production is likely to have. */
const LIKELY_RANKS = 20

/** What no conversion makes: most often it is made of places in lists. */
function noReading({ value, rounding }: Given) {
  const look = { most: LIKELY_RANKS, tolerance: rounding }
  const fused = DATABASES.flatMap(({ name, scores }) =>
    scores.flatMap((score) => {
      if (score.kind !== 'lost' || score.ranks === null || rounding > RANK_ROUNDING) return []
      const places = ranksOf(value, score.ranks, look)
        .slice(0, SHOWN)
        .map(({ first, second }) => [first, second])
      return places.length > 0 ? [{ metric: `${name}:${score.name}`, formula: score.formula, places }] : []
    }),
  )
  const none = 'No conversion that is known makes this number of our scores.'
  return fused.length === 0
    ? { says: none }
    : { ranks: fused, says: `${none} It may be made of places in two lists alone (reciprocal rank fusion).` }
}

function says({ score, ours, formula, isOurs, metrics, within }: Reading, verb: 'is' | 'may be'): string {
  const close = within === 'fp16' ? ' (as close as fp16)' : ''
  const names = metrics.map(({ database, metric }) => `${database.label} ${metric.name}`)
  if (isOurs) return `This ${verb} our ${score} score as it is${close}: ${names.join(', ')}.`
  const [first, ...others] = names
  const also = others.length > 0 ? ` The same number: ${others.join(', ')}.` : ''
  return `This ${verb} ${first}, ${formula}, of our ${score} ${ours.toFixed(4)}${close}.${also}`
}
