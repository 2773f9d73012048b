/** What the table shows: a run, or before one the pairs of the file. Selectors; they return the same object for the same state. */
import type { ModelInfo } from '../../../engine/model/types'
import type { Weights } from '../../../engine/score/types'
import type { Answer, AnsweredName } from '../../../engine/validate/answer-types'
import { groupByQuery, type ByQuery } from '../../../engine/validate/rank/order'
import type { HeadColumns, HeadName, PairColumns, ValidationSet } from '../../../engine/validate/types'
import { memoizeByObject } from '../../../core/memoize'
import type { AppState } from '../../../core/state'
import type { ValidationResult } from '../run/types'

export interface RowSource {
  readonly set: ValidationSet
  readonly pairs: PairColumns
  readonly heads: HeadColumns
  /** Null: not run yet. */
  readonly result: ValidationResult | null
}

const unscored = memoizeByObject((set: ValidationSet): RowSource => {
  const none = () => new Float64Array(set.pairs.count).fill(NaN)
  return { set, pairs: set.pairs, heads: { dense: none(), sparse: none(), colbert: none() }, result: null }
})

const scored = memoizeByObject((result: ValidationResult): RowSource => ({
  set: result.set,
  pairs: result.pairs,
  heads: result.heads,
  result,
}))

/** A run of the file that is open; of another file only where none is open. Null: there is nothing to show. */
export function sourceOf({ validate: { data, run } }: Pick<AppState, 'validate'>): RowSource | null {
  const set = data.read?.set ?? null
  if (run.result !== null && (set === null || run.result.set.hash === set.hash)) return scored(run.result)
  return set === null ? null : unscored(set)
}

/** The weights that the tab shows scores with: those of the page. */
export const weightsNow = ({ settings }: Pick<AppState, 'settings'>): Weights => settings.weights

export const scoreNow = ({ validate }: Pick<AppState, 'validate'>): AnsweredName => validate.answer.score

/** -1: the smallest number is the best one. Production's may be a distance. */
export const signOf = (score: AnsweredName, answer: Answer | null): 1 | -1 =>
  score === 'production' && answer?.production?.direction === 'smaller-is-closer' ? -1 : 1

/** Pairs by query; made once for the pairs of a run. */
const groups = new WeakMap<Int32Array, { readonly count: number; readonly made: ByQuery }>()

export function groupsOf({ pairs, set }: Pick<RowSource, 'pairs' | 'set'>): ByQuery {
  const known = groups.get(pairs.query)
  // The columns of a search grow in place while it runs.
  if (known?.count === pairs.count) return known.made
  const made = groupByQuery(pairs, set.queries.ids.length)
  groups.set(pairs.query, { count: pairs.count, made })
  return made
}

/** The heads that the model has; before it has run, all of them. */
export const hasHead = (info: ModelInfo | null, head: HeadName): boolean =>
  info === null || info.heads[head].state === 'available'
