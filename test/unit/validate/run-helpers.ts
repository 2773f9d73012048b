/** Runs of a validation, put together from their messages, and a store in memory. */
import type { LoadedModel } from '../../../src/engine/model/load'
import { runValidation, type ValidateHooks, type ValidatePorts } from '../../../src/engine/validate/run'
import type { StoredRecord, VectorStore } from '../../../src/engine/validate/run-cache'
import type { ValidateProgress, ValidateReply, ValidateRequest } from '../../../src/engine/validate/run-types'
import { SETTINGS } from '../model/real-runtime'

export const QUERIES = [
  '如何申请退款？',
  'Where is my order?',
  '手机充不进电了',
  'invoice',
  'refund policy',
  '！！！',
]
export const DOCUMENTS = [
  '点击申请售后，退款会在七天内到账。',
  'The order has been shipped and arrives on Friday.',
  '请先换一根充电线再试。',
  'Where is my order?',
  'An invoice can be downloaded under "Orders". An invoice can be downloaded under "Orders" at any time.',
  'Refunds take seven days. '.repeat(12),
  '😀',
]

export const TEXTS = [...new Set([...QUERIES, ...DOCUMENTS])]
export const at = (text: string): number => TEXTS.indexOf(text)

/** Every query with every document, in this order. */
export const ALL = {
  a: Int32Array.from(QUERIES.flatMap((query) => DOCUMENTS.map(() => at(query)))),
  b: Int32Array.from(QUERIES.flatMap(() => DOCUMENTS.map(at))),
}

export const requestOf = (more: Partial<ValidateRequest> = {}): ValidateRequest => ({
  texts: TEXTS,
  pairs: ALL,
  search: null,
  settings: SETTINGS,
  cacheLimit: null,
  ...more,
})

export interface Ran {
  readonly reply: ValidateReply | null
  readonly error: unknown
  readonly messages: readonly ValidateProgress[]
  /** By position; pairs that were not scored are missing. */
  readonly scores: ReadonlyMap<number, readonly [number, number, number]>
  readonly found: { readonly a: readonly number[]; readonly b: readonly number[] }
}

export async function ran(
  model: LoadedModel,
  request: ValidateRequest,
  ports: ValidatePorts = {},
  hooks: ValidateHooks = {},
): Promise<Ran> {
  const messages: ValidateProgress[] = []
  const run = runValidation(model, request, ports, { ...hooks, onProgress: (each) => messages.push(each) })
  const { reply, error } = await run.then(
    (done) => ({ reply: done, error: null }),
    (failure: unknown) => ({ reply: null, error: failure }),
  )
  const scores = new Map<number, readonly [number, number, number]>()
  const found = { a: [] as number[], b: [] as number[] }
  for (const { scored, found: more } of messages) {
    for (const [place, pair] of scored?.at.entries() ?? [])
      scores.set(pair, [
        scored!.scores.dense[place]!,
        scored!.scores.sparse[place]!,
        scored!.scores.colbert[place]!,
      ])
    found.a.push(...(more?.a ?? []))
    found.b.push(...(more?.b ?? []))
  }
  return { reply, error, messages, scores, found }
}

export class MemoryStore implements VectorStore {
  readonly records = new Map<string, Uint8Array>()
  writes = 0
  failure: Error | null = null

  async read(keys: readonly string[]) {
    if (this.failure) throw this.failure
    return keys.map((key) => this.records.get(key) ?? null)
  }

  async write(records: readonly StoredRecord[]) {
    if (this.failure) throw this.failure
    this.writes++
    for (const { key, bytes } of records) this.records.set(key, bytes)
  }

  close = () => Promise.resolve()
}
