/** Runs that the browser has stored, for the list of runs and for comparisons. */
import type { Weights } from '../../../engine/score/types'
import type { ReadReply } from '../../../formats/validation/types'
import * as store from '../../../platform/web/validations/store'
import type { RunSummary, StoredRun } from '../../../platform/web/validations/store'
import { RunColumns } from '../../../engine/validate/run-columns'
import { inputsOfHashes } from './prepare'
import type { ValidationResult } from './types'

export type { RunSummary }

export interface LoadedRun {
  readonly summary: RunSummary
  /** The set as it was read. */
  readonly read: ReadReply
  readonly result: ValidationResult
}

/** The latest first; empty in a browser that stores nothing. */
export const listRuns = (): Promise<RunSummary[]> => store.listRuns().catch(() => [])

/** Null: there is no such run, or it lacks a part. */
export async function loadRun(id: string): Promise<LoadedRun | null> {
  const stored = await store.loadRun(id).catch(() => null)
  if (!stored) return null
  const read = (await store.loadSet(stored.summary.set).catch(() => undefined)) as ReadReply | undefined
  return read?.set ? { summary: stored.summary, read, result: resultOf(stored, read.set) } : null
}

/** The latest first; never empty. */
export const weightingsOf = ({ weightings, weights, updated }: RunSummary): readonly store.Weighting[] =>
  weightings ?? [{ weights, time: updated }]

export const isSameWeights = (one: Weights, other: Weights): boolean =>
  one.dense === other.dense && one.sparse === other.sparse && one.colbert === other.colbert

/** Weightings of a run that are kept. */
const MOST_WEIGHTINGS = 20

/** The weightings of a run, the latest first, with one more. */
export function weighted(
  known: RunSummary | null,
  weights: Weights,
  time: number,
): readonly store.Weighting[] {
  const before = known === null ? [] : weightingsOf(known)
  const others = before.filter((each) => !isSameWeights(each.weights, weights))
  return [{ weights, time }, ...others].slice(0, MOST_WEIGHTINGS)
}

export const deleteRun = (id: string): Promise<void> => store.deleteRun(id)

export const newColumns = (form: RunSummary['form'], set: ValidationResult['set']): RunColumns =>
  form === 'pairs' ? RunColumns.ofPairs(set) : RunColumns.ofSearch(set)

export function columnsOf({ summary, body, blocks }: StoredRun, set: ValidationResult['set']): RunColumns {
  const columns = newColumns(summary.form, set)
  columns.add(body.found.query, body.found.document)
  for (const block of blocks) columns.restore(block)
  return columns
}

function resultOf(stored: StoredRun, set: ValidationResult['set']): ValidationResult {
  const { summary, body } = stored
  const { pairs, heads, state } = columnsOf(stored, set)
  return {
    id: summary.id,
    set,
    pairs,
    heads,
    state,
    version: 1,
    reply: body.reply,
    info: body.info,
    identity: summary.identity,
    settings: summary.settings,
    inputs: summary.inputs,
    search: summary.form === 'corpus' ? { k: summary.k, weights: summary.weights } : null,
    refused: [],
    ...inputsOfHashes(body.queryHashes, body.documentHashes),
  }
}
