/** Results of the suite as a table, for the page and for spreadsheets. */
import type { ScoreName } from '../../engine/score/types'
import type { Judgement } from '../../formats/case/diff-types'
import { verdictOf } from './state'
import type { CaseSummary, CaseOutcome, CaseVerdict } from './types'

export interface SuiteRow {
  readonly id: string
  readonly name: string
  readonly verdict: CaseVerdict
  readonly judgement: Judgement['state'] | null
  readonly expected: string | null
  readonly threshold: number | null
  /** The score of the expectation. */
  readonly score: ScoreName
  readonly before: number | null
  readonly after: number | null
  readonly difference: number | null
  /** Names of the results whose change exceeds the tolerance. */
  readonly changes: readonly string[]
  readonly error: string | null
}

/** One row for each case that was run. */
export const suiteRows = (
  cases: readonly CaseSummary[],
  outcomes: Readonly<Record<string, CaseOutcome>>,
): readonly SuiteRow[] =>
  cases.flatMap((summary) => {
    const outcome = outcomes[summary.id]
    return outcome === undefined ? [] : [rowOf(summary, outcome)]
  })

function rowOf({ id, name, expected, scores }: CaseSummary, outcome: CaseOutcome): SuiteRow {
  const { score } = expected
  const before = scores[score]
  const after = outcome.state === 'done' ? outcome.scores[score] : null
  return {
    id,
    name,
    verdict: verdictOf(outcome),
    judgement: outcome.state === 'done' ? outcome.judgement.state : null,
    expected: expected.outcome,
    threshold: expected.threshold,
    score,
    before,
    after,
    difference: before === null || after === null ? null : after - before,
    changes:
      outcome.state === 'done'
        ? outcome.diff.rows
            .filter(({ kind, matters }) => kind === 'outcome' && matters)
            .map(({ what }) => what)
        : [],
    error: outcome.state === 'failed' ? outcome.error.message : null,
  }
}

export const SUITE_COLUMNS = [
  'id',
  'name',
  'verdict',
  'judgement',
  'expected',
  'threshold',
  'score',
  'before',
  'after',
  'difference',
  'changes',
  'error',
] as const

export const suiteCells = (row: SuiteRow): (string | number | null)[] =>
  SUITE_COLUMNS.map((column) => {
    const value = row[column]
    return typeof value === 'object' && value !== null ? value.join(' ') : value
  })
