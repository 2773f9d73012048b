/** One run of a set: what waits, what the engine reports, what is stored. Knows nothing of the page's state. */
import { identityOf, type Identity } from '../../../engine/model/identity'
import { bytes } from '../../../engine/units'
import { placesOf, STATE, type RunColumns } from '../../../engine/validate/run-columns'
import { byHead } from '../../../engine/validate/run-vectors'
import { numbersKey } from '../../../engine/validate/run-records'
import {
  endpointName,
  type ValidateProgress,
  type ValidateReply,
  type ValidateRequest,
} from '../../../engine/validate/run-types'
import * as store from '../../../platform/web/validations/store'
import { Checkpoint } from './checkpoint'
import { idOf, type Plan } from './plan'
import type { PreparedSet } from './prepare'
import { columnsOf, newColumns, weighted } from './stored'
import type { ValidationResult } from './types'

/** Runs whose scores are looked up, the latest first: each is read whole. */
const SHARED_RUNS = 4

export class Session {
  private version = 0
  /** Texts of earlier parts of a run that was not done. */
  private readonly before: { readonly encoded: number; readonly cached: number }
  /** Pairs of the columns behind each pair of the request and then of what was found: equal texts have one. */
  private sent: (readonly number[])[] = []
  private queriesOf: ReadonlyMap<number, readonly number[]> | null = null
  private documentsOf: ReadonlyMap<number, readonly number[]> | null = null

  private constructor(
    readonly plan: Plan,
    readonly id: string,
    private readonly identity: Identity,
    private readonly prepared: PreparedSet,
    readonly columns: RunColumns,
    readonly checkpoint: Checkpoint,
  ) {
    const { summary, body } = checkpoint
    this.before = (body.reply === null ? summary.texts : null) ?? { encoded: 0, cached: 0 }
  }

  /**
   * Goes on where a stored run of the same set, texts, model and settings ends. Else takes over the scores of pairs whose two inputs
   * other runs of the set have had, and begins.
   * @param onFailure called when the browser stores nothing
   */
  static async open(plan: Plan, prepared: PreparedSet, onFailure: (said: string) => void): Promise<Session> {
    const { set } = plan.read
    const identity = {
      ...identityOf(plan.info, plan.settings),
      ...(plan.endpoint && { endpoint: endpointName(plan.endpoint) }),
    }
    const numbers = numbersKey(identity, plan.info)
    const id = await idOf(plan, numbers)
    const known = await store.loadRun(id).catch(() => null)
    const columns = known ? columnsOf(known, set) : newColumns(plan.form, set)
    const now = Date.now()
    const summary: store.RunSummary = known?.summary ?? {
      id,
      set: set.hash,
      name: set.name,
      started: now,
      updated: now,
      isDone: false,
      pairs: columns.pairs.count,
      scored: 0,
      identity,
      settings: plan.settings,
      weights: plan.weights,
      inputs: plan.inputs,
      form: plan.form,
      k: plan.k,
      numbers,
    }
    const body: store.RunBody = known?.body ?? {
      id,
      info: plan.info,
      queryHashes: prepared.queryHashes,
      documentHashes: prepared.documentHashes,
      found: columns.found,
      searched: plan.form === 'pairs',
      reply: null,
    }
    const checkpoint = new Checkpoint(
      { ...summary, weights: plan.weights, weightings: weighted(known?.summary ?? null, plan.weights, now) },
      body,
      columns,
      onFailure,
    )
    const session = new Session(plan, id, identity, prepared, columns, checkpoint)
    if (!known) {
      await session.begin(onFailure)
      if (plan.form === 'pairs') await session.share()
    }
    session.refuse()
    return session
  }

  /** Null: nothing is left to do. */
  request(cacheLimit: number): ValidateRequest | null {
    const { body } = this.checkpoint
    const waiting = this.columns.waiting()
    if (waiting.length === 0 && body.searched && body.reply !== null) return null
    const settled = this.settled()
    const { queryInput, documentInput, texts } = this.prepared
    const mayRun = (input: number) => !this.prepared.refused.has(input)
    this.sent = waiting.map((pair) => [pair])
    return {
      texts,
      pairs: this.inputsOf(waiting),
      known: this.inputsOf(settled),
      search: body.searched
        ? null
        : {
            queries: queryInput.filter(mayRun),
            documents: documentInput.filter(mayRun),
            k: this.plan.k,
            weights: this.plan.weights,
          },
      ...(this.plan.form === 'corpus' && { documents: documentInput.filter(mayRun) }),
      settings: this.plan.settings,
      ...(this.plan.endpoint && { endpoint: this.plan.endpoint }),
      cacheLimit: cacheLimit > 0 ? bytes(cacheLimit) : null,
    }
  }

  /** Distinct texts of the run that need no work any more, and of all. */
  get texts(): { readonly done: number; readonly total: number } {
    const { queryInput, documentInput } = this.prepared
    if (!this.checkpoint.body.searched) return { done: 0, total: this.prepared.texts.length }
    const of = (pairs: readonly number[]) => {
      const found = new Set<number>()
      const { query, document } = this.columns.pairs
      for (const pair of pairs) found.add(queryInput[query[pair]!]!).add(documentInput[document[pair]!]!)
      return found
    }
    const left = of(this.columns.waiting())
    const total = of([...this.columns.state.keys()])
    return { done: total.size - left.size, total: total.size }
  }

  progress({ found, scored, texts }: ValidateProgress): void {
    const { encoded, cached } = this.before
    const now = texts.encoded ?? texts.done - texts.cached
    this.checkpoint.note({ texts: { encoded: encoded + now, cached: cached + texts.cached } })
    if (found) this.find(found)
    if (!scored) return
    // The engine searches before it scores.
    if (!this.checkpoint.body.searched) this.checkpoint.change({ searched: true, found: this.columns.found })
    for (const [place, at] of scored.at.entries())
      for (const pair of this.sent[at]!) {
        this.columns.set(
          pair,
          byHead((head) => scored.scores[head][place]!),
        )
        this.checkpoint.pair(pair)
      }
  }

  done(reply: ValidateReply): void {
    this.checkpoint.change({ reply, searched: true, found: this.columns.found })
  }

  /**
   * What the run that is done now has encoded; every other text that has vectors or scores came from the cache.
   * @param reply null: nothing was left to do
   */
  counts(reply: ValidateReply | null): { readonly encoded: number; readonly cached: number } {
    const { form } = this.plan
    const all = form === 'corpus' ? this.prepared.texts.length : this.texts.total
    const failed = this.checkpoint.body.reply?.failed.length ?? 0
    const made = Math.max(0, all - failed - this.prepared.refused.size)
    const encoded = reply === null ? 0 : Math.min(made, this.before.encoded + reply.encoded)
    const texts = { encoded, cached: made - encoded }
    this.checkpoint.note({ texts })
    return texts
  }

  result(): ValidationResult {
    const { pairs, heads, state } = this.columns
    const { plan, prepared } = this
    return {
      id: this.id,
      set: plan.read.set,
      pairs,
      heads,
      state,
      version: ++this.version,
      reply: this.checkpoint.body.reply,
      info: plan.info,
      identity: this.identity,
      settings: plan.settings,
      inputs: plan.inputs,
      search: plan.form === 'corpus' ? { k: plan.k, weights: plan.weights } : null,
      refused: prepared.problems,
      queryInput: prepared.queryInput,
      documentInput: prepared.documentInput,
    }
  }

  /** The name of a text of the engine's requests: the id of a query or document that has it. */
  nameOf(text: number): string {
    const { queries, documents } = this.plan.read.set
    const query = this.prepared.queryInput.indexOf(text)
    return query >= 0
      ? queries.ids[query]!
      : (documents.ids[this.prepared.documentInput.indexOf(text)] ?? String(text))
  }

  private async begin(onFailure: (said: string) => void): Promise<void> {
    const { read } = this.plan
    const { summary, body } = this.checkpoint
    try {
      await store.beginRun({ hash: read.set.hash, read }, summary, body)
    } catch (error) {
      onFailure(error instanceof Error ? error.message : String(error))
    }
  }

  /** Scores of pairs whose inputs are those of another run with the same numbers: a changed rule changes few texts. */
  private async share(): Promise<void> {
    const runs = await store.listRuns().catch(() => [])
    const { set, numbers } = this.checkpoint.summary
    const others = runs.filter(
      (run) => run.id !== this.id && run.set === set && run.numbers === numbers && run.form === 'pairs',
    )
    for (const { id } of others.slice(0, SHARED_RUNS)) {
      const stored = await store.loadRun(id).catch(() => null)
      if (!stored) continue
      const { queryHashes, documentHashes } = stored.body
      const theirs = columnsOf(stored, this.plan.read.set)
      const { query, document } = this.columns.pairs
      for (const pair of this.columns.waiting()) {
        if (theirs.state[pair] !== STATE.scored) continue
        if (queryHashes[query[pair]!] !== this.prepared.queryHashes[query[pair]!]) continue
        if (documentHashes[document[pair]!] !== this.prepared.documentHashes[document[pair]!]) continue
        this.columns.set(
          pair,
          byHead((head) => theirs.heads[head][pair]!),
        )
        this.checkpoint.pair(pair)
      }
    }
  }

  /** Pairs of texts that were not prepared have no score. */
  private refuse(): void {
    const { refused, queryInput, documentInput } = this.prepared
    if (refused.size === 0) return
    const { query, document } = this.columns.pairs
    for (const pair of this.columns.waiting())
      if (refused.has(queryInput[query[pair]!]!) || refused.has(documentInput[document[pair]!]!))
        this.columns.set(
          pair,
          byHead(() => NaN),
        )
  }

  private settled(): number[] {
    return [...this.columns.state.keys()].filter((pair) => this.columns.state[pair] !== STATE.waiting)
  }

  private inputsOf(pairs: readonly number[]): { readonly a: Int32Array; readonly b: Int32Array } {
    const { query, document } = this.columns.pairs
    const { queryInput, documentInput } = this.prepared
    return {
      a: Int32Array.from(pairs, (pair) => queryInput[query[pair]!]!),
      b: Int32Array.from(pairs, (pair) => documentInput[document[pair]!]!),
    }
  }

  /** Inputs back to queries and documents: all that have them. */
  private find({ a, b }: NonNullable<ValidateProgress['found']>): void {
    this.queriesOf ??= placesOf(this.prepared.queryInput)
    this.documentsOf ??= placesOf(this.prepared.documentInput)
    const query: number[] = []
    const document: number[] = []
    const from = this.columns.pairs.count
    for (const [at, input] of a.entries()) {
      const own: number[] = []
      for (const q of this.queriesOf.get(input) ?? [])
        for (const d of this.documentsOf.get(b[at]!) ?? []) {
          own.push(from + query.length)
          query.push(q)
          document.push(d)
        }
      this.sent.push(own)
    }
    this.columns.add(query, document)
    this.checkpoint.change({ found: this.columns.found })
  }
}
