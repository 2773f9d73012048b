/** What is derived of cases. Pure. */
import { SCORE_NAMES, type ScoreName } from '../../engine/score/types'
import type { CaseFile, CaseResult } from '../../formats/case/schema'
import type { CaseHead, CaseOutcome, Cases, CaseVerdict } from './types'
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

const BEGINNING = 160

export const scoresOfResult = ({ scores }: Pick<CaseResult, 'scores'>): CaseHead['scores'] =>
  Object.fromEntries(
    SCORE_NAMES.map((name) => {
      const score = scores[name]
      return [name, typeof score === 'number' ? score : null]
    }),
  ) as Record<ScoreName, number | null>

export const headOf = (file: CaseFile): CaseHead => ({
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

export const newestFirst = (list: readonly CaseHead[]): readonly CaseHead[] =>
  [...list].sort((one, other) =>
    one.created === other.created ? (one.id < other.id ? 1 : -1) : one.created < other.created ? 1 : -1,
  )

export function verdictOf(outcome: CaseOutcome | undefined): CaseVerdict {
  if (outcome === undefined) return 'none'
  if (outcome.state === 'failed') return 'error'
  const { judgement, diff } = outcome
  if (judgement.state === 'pass' || judgement.state === 'fail') return judgement.state
  return diff.verdict === 'differs' ? 'changed' : 'same'
}

/** The score that a new expectation is about: that of the mode at hand. */
export const expectedScore = ({ settings }: Pick<AppState, 'settings'>): ScoreName => HEADLINE[settings.mode]

/** Of this page, and unlike those of others: plain HTTP has no randomUUID. */
export const newCaseId = (): string =>
  `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}${Math.random().toString(36).slice(2, 6)}`
