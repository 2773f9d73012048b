/** The work of one run: which texts are in memory, what is scored, what was encoded. */
import type { ErrorData } from '../errors'
import type { LoadedModel } from '../model/load'
import { mapAvailable, type Available } from '../model/types'
import type { CachedVectors } from './run-cache'
import { nearDuplicates } from './run-duplicates'
import type { Facts } from './run-facts'
import type { ModelSourceHooks } from './run-model'
import { planBlocks, type PlanLimits } from './run-plan'
import { Reporter } from './run-progress'
import { DocumentIndex } from './run-search'
import type { ValidateProgress, ValidateReply, ValidateRequest } from './run-types'
import {
  byHead,
  hasRows,
  NO_SCORES,
  scoresOfPair,
  type TextOutcome,
  type TextVectors,
  type VectorSource,
  type WantedText,
} from './run-vectors'
import type { HeadName } from './types'

export interface ValidateHooks extends ModelSourceHooks {
  readonly onProgress?: (progress: ValidateProgress) => void
}

/** A chance for others to go first, and to cancel. */
export async function turn({ checkpoint, between }: ModelSourceHooks): Promise<void> {
  await between?.()
  await checkpoint?.()
}

export class Run {
  readonly reporter: Reporter
  readonly encoded = new Set<number>()
  readonly cached = new Set<number>()
  readonly failed: Map<number, ErrorData>
  encodeTime = 0
  private sample: TextVectors | null = null
  /** Texts in memory. */
  private readonly pool = new Map<number, TextVectors>()
  private readonly documents: ReadonlySet<number>
  /** Dense vectors of the documents, to be compared at the end. */
  private readonly compared = new Map<number, Float32Array>()
  private readonly counted = new Set<number>()

  constructor(
    private readonly model: LoadedModel,
    private readonly request: ValidateRequest,
    private readonly facts: Facts,
    private readonly source: VectorSource,
    private readonly limits: PlanLimits,
    private readonly hooks: ValidateHooks,
  ) {
    const { pairs, search, known } = request
    this.failed = new Map(facts.refused.map(({ text, error }) => [text, error]))
    const { documents = [] } = request
    this.documents = new Set([...pairs.b, ...(known?.b ?? []), ...(search?.documents ?? []), ...documents])
    this.reporter = new Reporter(hooks.onProgress)
    const needed = new Set([
      ...pairs.a,
      ...pairs.b,
      ...(search ? [...search.queries, ...search.documents] : []),
    ])
    this.reporter.texts.total = needed.size
    for (const text of needed) this.reporter.tokens.total += facts.seen[text]!
    this.reporter.pairs.total = pairs.a.length
    for (const { text } of facts.refused) if (needed.has(text)) this.count(text)
  }

  async all(): Promise<void> {
    const { pairs, search } = this.request
    this.reporter.flush()
    if (!search) return this.score(pairs.a, pairs.b)
    const found = await this.search(search)
    await this.score(Int32Array.from([...pairs.a, ...found.a]), Int32Array.from([...pairs.b, ...found.b]))
  }

  /** Scores of pairs, block by block. */
  private async score(a: Int32Array, b: Int32Array): Promise<void> {
    const used = new Set([...a, ...b])
    for (const text of this.pool.keys()) if (!used.has(text)) this.pool.delete(text)
    for (const block of planBlocks(a, b, (text) => this.bytesOf(text), this.limits)) {
      const waiting = new Map<number, number>()
      const open = new Map<number, number[]>()
      const isReady = (text: number) => {
        const vectors = this.pool.get(text)
        return this.failed.has(text) || (vectors !== undefined && hasRows(vectors))
      }
      const ready: number[] = []
      for (const pair of block.pairs) {
        const missing = [...new Set([a[pair]!, b[pair]!])].filter((text) => !isReady(text))
        if (missing.length === 0) ready.push(pair)
        else waiting.set(pair, missing.length)
        for (const text of missing) {
          const pairs = open.get(text)
          if (pairs) pairs.push(pair)
          else open.set(text, [pair])
        }
      }
      await this.scoreAll(ready, a, b)
      await this.encode([...open.keys()], true, async (text) => {
        const done: number[] = []
        for (const pair of open.get(text) ?? []) {
          const left = waiting.get(pair)! - 1
          waiting.set(pair, left)
          if (left === 0) done.push(pair)
        }
        await this.scoreAll(done, a, b)
      })
      for (const text of block.drop) this.pool.delete(text)
    }
  }

  private async scoreAll(pairs: readonly number[], a: Int32Array, b: Int32Array) {
    for (const pair of pairs) {
      const query = this.pool.get(a[pair]!)
      const document = this.pool.get(b[pair]!)
      const isWhole = query && document && !this.failed.has(a[pair]!) && !this.failed.has(b[pair]!)
      this.reporter.score(pair, isWhole ? scoresOfPair(query, document) : NO_SCORES)
      this.reporter.tick()
      await this.hooks.checkpoint?.()
    }
  }

  /** Dense and sparse of all texts, then the candidates of each query. */
  private async search({ queries, documents, k, weights }: NonNullable<ValidateRequest['search']>) {
    const asked = [...new Set(queries)]
    const searched = [...new Set(documents)]
    const light = new Map<number, TextVectors>()
    let room = this.limits.resident
    const keep = async (text: number) => {
      const vectors = this.pool.get(text)
      if (!vectors) return
      light.set(text, { ...vectors, colbert: null })
      // Rows that are here already stay while there is room: most are needed again.
      const bytes = this.bytesOf(text)
      if (hasRows(vectors) && bytes <= room) room -= bytes
      else this.pool.delete(text)
    }
    await this.encode(asked, true, keep)
    const rest = searched.filter((text) => !light.has(text) && !this.failed.has(text))
    await this.encode(rest, false, keep)
    const index = new DocumentIndex(searched.map((text) => light.get(text) ?? null))
    const taken = takenPairs(this.request)
    const found = { a: [] as number[], b: [] as number[] }
    for (const query of asked) {
      const vectors = light.get(query)
      await turn(this.hooks)
      if (!vectors) continue
      const isTaken = (place: number) => taken.get(query)?.has(searched[place]!) ?? false
      for (const place of index.candidates(vectors, k, weights, isTaken)) {
        found.a.push(query)
        found.b.push(searched[place]!)
        this.reporter.find(query, searched[place]!)
      }
      this.reporter.tick()
    }
    this.reporter.flush()
    return found
  }

  private async encode(texts: readonly number[], rows: boolean, then: (text: number) => Promise<void>) {
    const wanted = texts
      .filter((text) => !this.failed.has(text))
      .map((index) => ({ index, text: this.request.texts[index]!, tokens: this.facts.seen[index]! }))
      .sort((one, other) => one.tokens - other.tokens || one.index - other.index)
    for (const text of texts) if (this.failed.has(text)) await then(text)
    await this.source.encode(wanted, rows, async ({ index }: WantedText, outcome: TextOutcome) => {
      this.took(index, outcome)
      await then(index)
      this.reporter.tick()
      await this.hooks.checkpoint?.()
    })
  }

  private took(text: number, outcome: TextOutcome): void {
    if (outcome.state === 'failed') this.failed.set(text, outcome.error)
    else {
      const { vectors } = outcome
      this.sample ??= vectors
      this.pool.set(text, vectors)
      if (outcome.state === 'encoded') {
        this.encoded.add(text)
        this.encodeTime += outcome.time
      } else if (!this.encoded.has(text) && !this.counted.has(text)) this.cached.add(text)
      if (this.documents.has(text) && vectors.dense.state === 'available')
        this.compared.set(text, vectors.dense.value)
    }
    this.count(text)
  }

  private count(text: number): void {
    if (this.counted.has(text)) return
    this.counted.add(text)
    const { texts, tokens } = this.reporter
    texts.done++
    texts.cached = this.cached.size
    texts.encoded = this.encoded.size
    tokens.done += this.facts.seen[text]!
  }

  /** What the vectors of a text take in memory, most of it ColBERT rows. */
  private bytesOf(text: number): number {
    const { colbert, dense } = this.model.info.heads
    const rows = colbert.state === 'available' ? colbert.value.dimension * this.facts.seen[text]! : 0
    return (
      4 * (rows + (dense.state === 'available' ? dense.value.dimension : 0)) + 16 * this.facts.seen[text]!
    )
  }

  heads(): Readonly<Record<HeadName, Available<true>>> {
    const { heads } = this.model.info
    return byHead((head) => {
      const part: Available<unknown> = this.sample?.[head] ?? heads[head]
      return mapAvailable<unknown, true>(part, () => true)
    })
  }

  async duplicates(
    cached: CachedVectors | null,
  ): Promise<Pick<ValidateReply, 'nearDuplicates' | 'notCompared'>> {
    const none = (notCompared: ValidateReply['notCompared']) => ({ nearDuplicates: null, notCompared })
    if (this.heads().dense.state === 'unavailable') return none('no-dense')
    const missing = [...this.documents].filter((text) => !this.compared.has(text) && !this.failed.has(text))
    const stored = (await cached?.small(missing.map((text) => this.request.texts[text]!))) ?? []
    for (const [at, text] of missing.entries()) {
      const dense = stored[at]?.dense
      if (dense?.state !== 'available') return none('not-all')
      this.compared.set(text, dense.value)
    }
    const documents = [...this.compared.keys()].sort((one, other) => one - other)
    const found = await nearDuplicates(
      documents,
      documents.map((text) => this.compared.get(text)!),
      () => turn(this.hooks),
    )
    return found ? { nearDuplicates: found, notCompared: null } : none('too-many')
  }
}

/** Pairs that are not found again: documents by query. */
function takenPairs({ pairs, known }: ValidateRequest): ReadonlyMap<number, ReadonlySet<number>> {
  const taken = new Map<number, Set<number>>()
  for (const { a, b } of known ? [pairs, known] : [pairs])
    for (const [at, query] of a.entries()) {
      const own = taken.get(query)
      if (own) own.add(b[at]!)
      else taken.set(query, new Set([b[at]!]))
    }
  return taken
}
