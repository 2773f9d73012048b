/**
 * Runs of validations, in IndexedDB. Scores are stored in blocks of rows: a checkpoint writes the blocks that have changed, in one
 * transaction with what is known of the run, so a crash leaves a run that can go on.
 */
import { openDB, type DBSchema } from 'idb'
import type { EncodeSettings } from '../../../engine/encode/types'
import type { Identity } from '../../../engine/model/identity'
import type { ModelInfo } from '../../../engine/model/types'
import type { Weights } from '../../../engine/score/types'
import type { FoundPairs, ScoreBlock } from '../../../engine/validate/run-columns'
import type { ValidateReply } from '../../../engine/validate/run-types'
import { databaseUser } from '../database'

/** Runs that are kept. A set leaves with its last run. */
export const MOST_RUNS = 40

/** Weights combine the scores of the heads: a run with others has the same scores of the heads. */
export interface Weighting {
  readonly weights: Weights
  /** Milliseconds since 1970. */
  readonly time: number
}

/** What a list of runs shows, and what a comparison needs to know. */
export interface RunSummary {
  readonly id: string
  /** ValidationSet.hash */
  readonly set: string
  /** Name of the set. */
  readonly name: string
  /** Milliseconds since 1970. */
  readonly started: number
  readonly updated: number
  readonly isDone: boolean
  readonly pairs: number
  readonly scored: number
  readonly identity: Identity
  readonly settings: EncodeSettings
  /** Of the last run. */
  readonly weights: Weights
  /** All weights that it was run with, the latest first, each with its time. Left out by runs of before: `weights` alone. */
  readonly weightings?: readonly Weighting[]
  readonly inputs: { readonly prefix: string; readonly rules: string; readonly leaveOutMetadata: boolean }
  /** Texts that were encoded for it, and those that needed no encoding. Left out by runs of before. */
  readonly texts?: { readonly encoded: number; readonly cached: number }
  readonly form: 'pairs' | 'corpus'
  readonly k: number
  /** numbersKey: two runs with the same have the same numbers for the same texts. */
  readonly numbers: string
}

/** What is written once, and when a search has found pairs. */
export interface RunBody {
  readonly id: string
  readonly info: ModelInfo
  /** [queries] and [documents] hashes of the model's inputs. */
  readonly queryHashes: readonly string[]
  readonly documentHashes: readonly string[]
  /** Pairs that a search found. */
  readonly found: FoundPairs
  /** The search has ended: `found` is complete. */
  readonly searched: boolean
  /** Null: the run is not done. */
  readonly reply: ValidateReply | null
}

export interface StoredRun {
  readonly summary: RunSummary
  readonly body: RunBody
  readonly blocks: readonly ScoreBlock[]
}

interface Schema extends DBSchema {
  /** `read`: what the feature keeps of a file that was read, as it is. */
  sets: { key: string; value: { readonly hash: string; readonly read: unknown } }
  runs: { key: string; value: RunSummary }
  bodies: { key: string; value: RunBody }
  blocks: { key: [run: string, block: number]; value: ScoreBlock & { readonly run: string } }
}

const STORES = ['sets', 'runs', 'bodies', 'blocks'] as const

const withDatabase = databaseUser(() =>
  openDB<Schema>('m3scope-validations', 1, {
    upgrade(database) {
      database.createObjectStore('sets', { keyPath: 'hash' })
      database.createObjectStore('runs', { keyPath: 'id' })
      database.createObjectStore('bodies', { keyPath: 'id' })
      database.createObjectStore('blocks', { keyPath: ['run', 'block'] })
    },
  }),
)

const blocksOf = (run: string) => IDBKeyRange.bound([run, 0], [run, Infinity])

/** The latest first. All functions here reject in a browser that stores nothing. */
export const listRuns = (): Promise<RunSummary[]> =>
  withDatabase(async (database) =>
    (await database.getAll('runs')).sort((one, other) => other.updated - one.updated),
  )

/** Null: there is no such run, or it lacks a part. */
export const loadRun = (id: string): Promise<StoredRun | null> =>
  withDatabase(async (database) => {
    const transaction = database.transaction(['runs', 'bodies', 'blocks'])
    const [summary, body, blocks] = await Promise.all([
      transaction.objectStore('runs').get(id),
      transaction.objectStore('bodies').get(id),
      transaction.objectStore('blocks').getAll(blocksOf(id)),
    ])
    return summary && body ? { summary, body, blocks } : null
  })

/** Undefined: there is no such set. */
export const loadSet = (hash: string): Promise<unknown> =>
  withDatabase(async (database) => (await database.get('sets', hash))?.read)

/** @param set null: it is stored already */
export const beginRun = (
  set: { readonly hash: string; readonly read: unknown } | null,
  summary: RunSummary,
  body: RunBody,
): Promise<void> =>
  withDatabase(async (database) => {
    const transaction = database.transaction(['sets', 'runs', 'bodies'], 'readwrite')
    await Promise.all([
      ...(set ? [transaction.objectStore('sets').put(set)] : []),
      transaction.objectStore('runs').put(summary),
      transaction.objectStore('bodies').put(body),
      transaction.done,
    ])
    await prune(summary.id)
  })

/** Writes what has changed, all of it or nothing. @param body null: it has not changed */
export const saveRun = (
  summary: RunSummary,
  body: RunBody | null,
  blocks: readonly ScoreBlock[],
): Promise<void> =>
  withDatabase(async (database) => {
    const transaction = database.transaction(['runs', 'bodies', 'blocks'], 'readwrite')
    const store = transaction.objectStore('blocks')
    await Promise.all([
      transaction.objectStore('runs').put(summary),
      ...(body ? [transaction.objectStore('bodies').put(body)] : []),
      ...blocks.map((block) => store.put({ ...block, run: summary.id })),
      transaction.done,
    ])
  })

export const deleteRun = (id: string): Promise<void> =>
  withDatabase(async (database) => {
    const transaction = database.transaction(STORES, 'readwrite')
    const runs = transaction.objectStore('runs')
    const [own, all] = await Promise.all([runs.get(id), runs.getAll()])
    const isLast = own && all.every((each) => each.id === id || each.set !== own.set)
    await Promise.all([
      runs.delete(id),
      transaction.objectStore('bodies').delete(id),
      transaction.objectStore('blocks').delete(blocksOf(id)),
      ...(isLast ? [transaction.objectStore('sets').delete(own.set)] : []),
      transaction.done,
    ])
  })

/**
 * Runs that are too many. Of the older half that is done, the smallest leave first: they are the quickest to make again. What is not
 * done has no other copy of its work, so it leaves last, the oldest first.
 * @param runs the latest first
 */
export function leaving(runs: readonly RunSummary[], keep: string): readonly string[] {
  let left = runs.filter(({ id }) => id !== keep)
  const gone: string[] = []
  while (left.length + 1 > MOST_RUNS) {
    const done = left.filter(({ isDone }) => isDone)
    const older = done.slice(Math.floor(done.length / 2))
    const smallest = older.reduce<RunSummary | undefined>(
      (least, run) => (least === undefined || run.pairs <= least.pairs ? run : least),
      undefined,
    )
    const { id } = smallest ?? left.at(-1)!
    gone.push(id)
    left = left.filter((run) => run.id !== id)
  }
  return gone
}

async function prune(keep: string): Promise<void> {
  const all = await listRuns()
  for (const id of leaving(all, keep)) await deleteRun(id)
}
