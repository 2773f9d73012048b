/** Values that are derived from the state of the cases. All functions are pure. */
import { SCORE_NAMES, type ScoreName } from '../../engine/score/types'
import type { CaseFile, CaseResult } from '../../formats/case/schema'
import type { ErrorData } from '../../engine/errors'
import type { CaseSummary, CaseOutcome, Cases, CaseVerdict, OpenedCase } from './types'
import { HEADLINE } from '../../core/selectors'
import type { AppState } from '../../core/state'

export const noCases: Cases = {
  list: null,
  unkept: null,
  drawer: false,
  opened: null,
  refused: null,
  error: null,
  imported: null,
  deleted: null,
  saving: false,
  suite: { run: { phase: 'idle' }, outcomes: {}, made: null },
  offered: false,
}

/** Length of the beginning of each text in a summary, in UTF-16 units. */
const BEGINNING = 160

export const scoresOfResult = ({ scores }: Pick<CaseResult, 'scores'>): CaseSummary['scores'] =>
  Object.fromEntries(
    SCORE_NAMES.map((name) => {
      const score = scores[name]
      return [name, typeof score === 'number' ? score : null]
    }),
  ) as Record<ScoreName, number | null>

export const summaryOf = (file: CaseFile): CaseSummary => ({
  id: file.id,
  name: file.name,
  notes: file.notes,
  expected: file.expected,
  created: file.created,
  modified: file.modified,
  a: file.sides.a.text.slice(0, BEGINNING),
  b: file.sides.b.text.slice(0, BEGINNING),
  scores: scoresOfResult(file.result),
  model: file.result.identity.model,
  modelHash: file.result.identity.model_hash,
  dtype: file.result.identity.dtype,
  sha256: file.sha256,
})

export const newestFirst = (list: readonly CaseSummary[]): readonly CaseSummary[] =>
  [...list].sort((one, other) =>
    one.created === other.created ? (one.id < other.id ? 1 : -1) : one.created < other.created ? 1 : -1,
  )

/** The opened case, while both editors still have its texts. */
export function openedOfPage({ a, b, cases: { opened } }: AppState): OpenedCase | null {
  return opened !== null && opened.a === a.text && opened.b === b.text ? opened : null
}

/** The error for a case of the list that the store does not contain any more. */
export function caseGone({ cases }: Pick<AppState, 'cases'>, id: string): ErrorData {
  const name = cases.list?.find((summary) => summary.id === id)?.name ?? id
  return { code: 'case/gone', message: `The case "${name}" is no longer kept.`, values: { name } }
}

export function verdictOf(outcome: CaseOutcome | undefined): CaseVerdict {
  if (outcome === undefined) return 'none'
  if (outcome.state === 'failed') return 'error'
  const { judgement, diff } = outcome
  if (judgement.state === 'pass' || judgement.state === 'fail') return judgement.state
  return diff.verdict === 'differs' ? 'changed' : 'same'
}

/** The score for which a new expectation is set: the score of the present mode. */
export const expectedScore = ({ settings }: Pick<AppState, 'settings'>): ScoreName => HEADLINE[settings.mode]

/** A new random id. crypto.randomUUID does not exist on plain HTTP. */
export const newCaseId = (): string =>
  `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}${Math.random().toString(36).slice(2, 6)}`
