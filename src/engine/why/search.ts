/** Runs the model under one hypothesis after the other, then under pairs, and keeps a row for each. */
import type { RunHooks } from '../encode/pass'
import { EngineError } from '../errors'
import type { LoadedModel } from '../model/load'
import { isTooLong } from '../model/run-memory'
import { judged, noiseFloor, otherArithmetic } from './arithmetic'
import { withinBudget } from './budget'
import { NOT_COMPARED } from './compare'
import { cutSearchOf, searchCuts } from './cut-search'
import { textHypotheses } from './hypotheses'
import { bestOf, byCosine, NOISE, type Judged } from './judge'
import { mixRows, type Sequence } from './mixes'
import { hypothesis, type Hypothesis } from './names'
import { Spread } from './notes'
import { pairsOf } from './pairs'
import { idsOf, recipeOf, type Recipe, type TextHypothesis } from './recipe'
import { layerHooks, prefetchVectors, vectorsOf, type RunVectors } from './run-vectors'
import type { examine } from './target'
import type { SkipReason, WhyInput, WhyProgress, WhyRow } from './types'

export interface WhyHooks {
  readonly onProgress?: (progress: WhyProgress) => void
  /** Called before each run and layer. It may wait; it throws to cancel. */
  readonly checkpoint?: () => Promise<void>
}

/** If no single hypothesis explains, so many pairs are run that they have PAIR_TOKENS together, within these bounds. */
const LEAST_PAIRS = 48
const MOST_PAIRS = 100
const PAIR_TOKENS = 20_000
/** Number of pairs if a single hypothesis explains the target, but not to the last digits. */
const PAIRS_AFTER = 12

/** Candidates that run together, where the model can: first and at most. */
const FEWEST_TOGETHER = 4
const MOST_TOGETHER = 32

/** If no single text explains the target, so many are computed as another CPU does. */
const IN_OTHER_ARITHMETIC = 8

/** Norm of a dense vector that is a mean of others, or not normalised. */
const SHORT = 0.999

/** NOISE for rounded targets: a value between two steps may be rounded to either. */
const ROUNDED_NOISE = 5e-5

/** One sequence of tokens, and all sets of hypotheses that give it. */
export interface Candidate {
  readonly ids: Int32Array
  readonly hypothesisSets: (readonly TextHypothesis[])[]
}

export class Search {
  readonly rows: Judged[] = []
  readonly spread = new Spread()
  encoded = 0
  /** Of the page's own text, as far as it is encoded. */
  ownTokens = 0
  compared = 0
  private done = 0
  private total = 1
  private pairs = false
  /** How near two runtimes can be to each other; null: not measured. */
  private floor: number | null = null
  private readonly tried = new Set<string>()
  /** The best cosine of each token sequence. */
  private readonly cosines = new Map<string, number>()
  private readonly base: Recipe
  /** Those with vectors, the page's own first. */
  private readonly sequences: Sequence[] = []

  constructor(
    private readonly model: LoadedModel,
    private readonly input: WhyInput,
    private readonly examined: ReturnType<typeof examine>,
    private readonly hooks: WhyHooks,
  ) {
    this.base = recipeOf(input)
  }

  async run(): Promise<void> {
    const ids = idsOf(this.model, this.base)
    this.ownTokens = ids.length
    const own = { ids, hypothesisSets: [[]] }
    this.tried.add(ids.join(' '))
    await this.compare(own)
    if (this.isExact()) return
    await this.compareArithmetic([own])
    // Cheap, and sure when it fits. Parts are tried now only if the vector is shorter than 1: a mean of several is.
    await this.compareMixes(this.examined.observed.norm < SHORT)
    if (this.isExact()) return
    const all = textHypotheses(this.model, this.input)
    const singles = await this.candidates(
      all.map((each) => [each]),
      own,
    )
    if (await this.compareAll(withinBudget(singles))) return
    if (bestOf(this.rows) === null) await this.compareArithmetic(this.nearestTexts())
    if (bestOf(this.rows) === null) {
      await searchCuts(cutSearchOf(this.model, this.input, this.examined, {
        attempt: (sets) => this.attempt(sets, own),
        isExact: () => this.isExact(),
      })) // oxfmt-ignore
      if (this.isExact()) return
    }
    if (bestOf(this.rows) === null) await this.compareMixes(true)
    if (this.isExact()) return
    const most = Math.min(MOST_PAIRS, Math.max(LEAST_PAIRS, Math.round(PAIR_TOKENS / ids.length)))
    const limit = bestOf(this.rows) === null ? most : PAIRS_AFTER
    const pairs = await this.candidates(pairsOf(all, this.rows), own, limit)
    this.pairs = true
    await this.compareAll(pairs)
  }

  /** @returns true: nothing that is left to try can come nearer */
  private async compareAll(candidates: readonly Candidate[]): Promise<boolean> {
    this.total += candidates.length
    let ahead = 0
    let together = FEWEST_TOGETHER
    for (const [at, candidate] of candidates.entries()) {
      if (at === ahead) {
        // Few at first: the likeliest come first, and what explains the target ends the search.
        await this.prefetch(candidates.slice(at, at + together))
        ahead += together
        together = Math.min(MOST_TOGETHER, together * 2)
      }
      await this.compare(candidate)
      if (this.isExact()) return true
    }
    return false
  }

  private async prefetch(candidates: readonly Pick<Candidate, 'ids'>[]): Promise<void> {
    const { model, input } = this
    const sequences = candidates.map(({ ids }) => ids)
    this.encoded += await prefetchVectors(
      model,
      input.target.head,
      sequences,
      input.settings,
      this.runHooks(),
    )
  }

  /** Texts that come nearest, without the page's own. */
  private nearestTexts(): Candidate[] {
    return this.sequences
      .filter(({ set }) => set.length > 0)
      .toSorted((a, b) => b.cosine - a.cosine)
      .slice(0, IN_OTHER_ARITHMETIC)
      .map(({ ids, set }) => ({ ids, hypothesisSets: [set] }))
  }

  /** The same token ids as a server's CPU may compute them. */
  private async compareArithmetic(candidates: readonly Candidate[]): Promise<void> {
    const { model, input, examined } = this
    const other = otherArithmetic(model, input.settings)
    if (other === null) return
    const { head } = input.target
    for (const { ids, hypothesisSets } of candidates) {
      const page = this.cosines.get(ids.join(' '))
      if (page === undefined || !examined.fits(ids.length)) continue
      const vectors = await this.vectorsOf(ids, other.settings)
      // Measured on the page's own text: other texts of its length have about the same.
      this.floor ??= await noiseFloor(model, head, vectors, other.settings, this.runHooks())
      const named = other.named(this.floor)
      const made = examined
        .compare(vectors)
        .map((row) => ({ ...row, compared: judged(row.compared, this.floor!, page) }))
      for (const set of hypothesisSets)
        for (const { hypotheses, guesses, compared } of nearest(made))
          this.add(
            [...namesOf(set), named, ...hypotheses],
            set.length + 1 + guesses,
            compared,
            ids.length,
            null,
          )
    }
  }

  private runHooks(): RunHooks {
    return layerHooks((layer) => this.report(layer), this.hooks.checkpoint)
  }

  /** Runs what is not known. @returns the best cosine of each; null: it could not be compared */
  private async attempt(
    sets: readonly (readonly TextHypothesis[])[],
    own: Candidate,
  ): Promise<readonly (number | null)[]> {
    await this.compareAll(await this.candidates(sets, own))
    return sets.map((set) => {
      const recipe = set.reduce((made, { change }) => change(made), this.base)
      return this.cosines.get(idsOf(this.model, recipe).join(' ')) ?? null
    })
  }

  /** Nothing that is left to try can come nearer. */
  private isExact(): boolean {
    const best = bestOf(this.rows)
    return best !== null && best.distance <= (this.examined.observed.rounding ? ROUNDED_NOISE : NOISE)
  }

  /** The hypotheses that give new sequences of tokens, in their order. */
  private async candidates(
    sets: Iterable<readonly TextHypothesis[]>,
    own: Candidate,
    limit = Infinity,
  ): Promise<Candidate[]> {
    const found = new Map<string, Candidate>()
    for (const set of sets) {
      if (found.size >= limit) break
      // Tokenizing a long text a hundred times takes a while.
      await this.hooks.checkpoint?.()
      let recipe = this.base
      for (const { change } of set) recipe = change(recipe)
      let ids: Int32Array
      try {
        ids = idsOf(this.model, recipe)
      } catch (error) {
        if (!(error instanceof EngineError) || error.code !== 'text/lone-surrogate') throw error
        if (set.length === 1) this.skip(set, 'not-encodable', null)
        continue
      }
      const key = ids.join(' ')
      const known = found.get(key)
      if (known) {
        known.hypothesisSets.push(set)
        continue
      }
      if (this.tried.has(key)) {
        if (set.length === 1 && changesText(recipe, this.base) && isSame(ids, own.ids))
          this.skip(set, 'same-tokens', ids.length)
        continue
      }
      this.tried.add(key)
      if (!this.examined.fits(ids.length)) {
        if (set.length === 1) this.skip(set, 'row-count', ids.length)
        continue
      }
      found.set(key, { ids, hypothesisSets: [set] })
    }
    return [...found.values()]
  }

  private async compare({ ids, hypothesisSets }: Candidate): Promise<void> {
    this.report()
    await this.hooks.checkpoint?.()
    const isOwn = hypothesisSets[0]!.length === 0
    try {
      // The number of rows shows that the target is of another text, so the page's own text needs no run.
      if (isOwn && !this.examined.fits(ids.length)) this.skip([], 'row-count', ids.length)
      else await this.encode(ids, hypothesisSets, isOwn)
    } catch (error) {
      if (isOwn || !isTooLong(error)) throw error
      for (const set of hypothesisSets) this.skip(set, 'too-long', ids.length)
    }
    this.done++
    this.report()
  }

  private async encode(
    ids: Int32Array,
    hypothesisSets: Candidate['hypothesisSets'],
    isOwn: boolean,
  ): Promise<void> {
    const vectors = await this.vectorsOf(ids)
    this.compared++
    if (this.input.target.head === 'dense') this.spread.add(vectors)
    if (isOwn && !vectors.hasHidden && this.input.target.head === 'dense')
      for (const name of ['mean-pooling', 'cls-pooling', 'last-token-pooling'] as const)
        this.add([hypothesis(name)], 1, NOT_COMPARED, ids.length, 'hidden-states-inside')
    const made = this.examined.compare(vectors)
    const cosine = Math.max(...made.map(({ compared }) => compared.cosine))
    this.cosines.set(ids.join(' '), cosine)
    if (hypothesisSets[0]!.length <= 1) this.sequences.push({ ids, set: hypothesisSets[0]!, cosine })
    // For another text only the nearest rows are kept: all rows of every text would hide the rest.
    const kept = isOwn ? made : nearest(made)
    for (const set of hypothesisSets)
      for (const { hypotheses, guesses, compared } of kept)
        this.add([...namesOf(set), ...hypotheses], set.length + guesses, compared, ids.length, null)
  }

  private async vectorsOf(ids: Int32Array, settings = this.input.settings): Promise<RunVectors> {
    const { head } = this.input.target
    const { vectors, cached } = await vectorsOf(this.model, head, ids, settings, this.runHooks())
    if (!cached) this.encoded++
    return vectors
  }

  /** Sums of vectors: of the texts that are known, and of parts of the text. */
  private async compareMixes(withParts: boolean): Promise<void> {
    const { model, input, base, examined, sequences } = this
    const vectorOf = async (ids: Int32Array) => {
      await this.hooks.checkpoint?.()
      try {
        return (await this.vectorsOf(ids)).dense[0]?.vector ?? null
      } catch (error) {
        if (!isTooLong(error)) throw error
        return null
      }
    }
    const { readings, tolerance } = examined
    const prefetch = (ids: readonly Int32Array[]) => this.prefetch(ids.map((each) => ({ ids: each })))
    const search = { model, input, base, sequences, readings, tolerance, vectorOf, prefetch }
    const rows = await mixRows(search, withParts)
    for (const { set, hypotheses, guesses, compared, tokens } of rows)
      this.add([...namesOf(set), ...hypotheses], guesses, compared, tokens, null, null) // a sum has no token ids
  }

  private skip(set: readonly TextHypothesis[], reason: SkipReason, tokens: number | null): void {
    this.add(namesOf(set), set.length, NOT_COMPARED, tokens, reason)
  }

  private add(
    hypotheses: readonly Hypothesis[],
    guesses: number,
    compared: typeof NOT_COMPARED,
    tokens: number | null,
    skipped: SkipReason | null,
    sequence: number | null = skipped === null ? this.compared : null,
  ): void {
    this.rows.push({ hypotheses, guesses, ...compared, tokens, skipped, sequence })
  }

  private report(layer?: WhyProgress['layer']): void {
    const best = bestOf(this.rows) ?? this.rows.filter((row) => !row.skipped).toSorted(byCosine)[0] ?? null
    this.hooks.onProgress?.({
      done: this.done,
      total: this.total,
      pairs: this.pairs,
      best: best && plain(best),
      ...(layer && { layer }),
    })
  }
}

/** The row without the fields that only the judge needs. */
export function plain({ guesses: _, ...row }: Judged): WhyRow {
  return row
}

const namesOf = (set: readonly TextHypothesis[]): Hypothesis[] => set.map(({ hypothesis }) => hypothesis)

/** The rows within tolerance; if there are none, the row as the model encodes it and the nearest other row. */
function nearest<T extends { readonly compared: typeof NOT_COMPARED }>(rows: readonly T[]): readonly T[] {
  const within = rows.filter(({ compared }) => compared.within)
  if (within.length > 0) return within
  const [own, ...others] = rows
  if (own === undefined) return []
  const best = others.toSorted((a, b) => b.compared.cosine - a.compared.cosine)[0]
  return best && best.compared.cosine > own.compared.cosine + 1e-6 ? [own, best] : [own]
}

const changesText = (recipe: Recipe, base: Recipe): boolean =>
  recipe.source !== base.source ||
  recipe.edits.length > 0 ||
  recipe.rules !== base.rules ||
  recipe.mode !== base.mode

const isSame = (a: Int32Array, b: Int32Array): boolean =>
  a.length === b.length && a.every((id, at) => id === b[at])
