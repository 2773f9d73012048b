/** Runs the model under one hypothesis after the other, then under pairs, and keeps a row for each. */
import { EngineError } from '../errors'
import type { LoadedModel } from '../model/load'
import { NOT_COMPARED } from './compare'
import { textHypotheses } from './hypotheses'
import { bestOf, byCosine, NOISE, type Judged } from './judge'
import { hypothesis, type Hypothesis } from './names'
import { pairsOf } from './pairs'
import { idsOf, recipeOf, type Recipe, type TextHypothesis } from './recipe'
import { vectorsOf } from './run-vectors'
import type { examine } from './target'
import type { SkipReason, WhyInput, WhyProgress, WhyRow } from './types'

export interface WhyHooks {
  readonly onProgress?: (progress: WhyProgress) => void
  /** Called before each run and layer; may wait, and throws to cancel. */
  readonly checkpoint?: () => Promise<void>
}

/** Pairs that are run after singles that explain nothing: as many as have PAIR_TOKENS together, within these bounds. */
const LEAST_PAIRS = 48
const MOST_PAIRS = 100
const PAIR_TOKENS = 20_000
/** Pairs after a single that explains, but not to the last digits. */
const PAIRS_AFTER = 12

/** NOISE, where a value at the edge of two steps may be rounded to the other. */
const ROUNDED_NOISE = 5e-5

/** Hypotheses that give one sequence of tokens, the first of which stands for all. */
interface Candidate {
  readonly ids: Int32Array
  readonly ways: (readonly TextHypothesis[])[]
}

export class Search {
  readonly rows: Judged[] = []
  encoded = 0
  compared = 0
  private done = 0
  private total = 1
  private pairs = false
  private readonly tried = new Set<string>()
  private readonly base: Recipe

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
    const own = { ids, ways: [[]] }
    this.tried.add(ids.join(' '))
    await this.compare(own)
    if (this.isExact()) return
    const all = textHypotheses(this.model, this.input)
    const singles = await this.candidates(
      all.map((each) => [each]),
      own,
    )
    this.total += singles.length
    for (const candidate of singles) {
      await this.compare(candidate)
      if (this.isExact()) return
    }
    const most = Math.min(MOST_PAIRS, Math.max(LEAST_PAIRS, Math.round(PAIR_TOKENS / ids.length)))
    const limit = bestOf(this.rows) === null ? most : PAIRS_AFTER
    const pairs = await this.candidates(pairsOf(all, this.rows), own, limit)
    this.pairs = true
    this.total += pairs.length
    for (const candidate of pairs) {
      await this.compare(candidate)
      if (this.isExact()) return
    }
  }

  /** Nothing that is left to try can be nearer. */
  private isExact(): boolean {
    const best = bestOf(this.rows)
    return best !== null && best.distance <= (this.examined.observed.rounding ? ROUNDED_NOISE : NOISE)
  }

  /** What gives tokens that nothing before it gave, in its order. */
  private async candidates(
    ways: Iterable<readonly TextHypothesis[]>,
    own: Candidate,
    limit = Infinity,
  ): Promise<Candidate[]> {
    const found = new Map<string, Candidate>()
    for (const way of ways) {
      if (found.size >= limit) break
      // A long text takes its time to be tokenised a hundred times.
      await this.hooks.checkpoint?.()
      let recipe = this.base
      for (const { change } of way) recipe = change(recipe)
      let ids: Int32Array
      try {
        ids = idsOf(this.model, recipe)
      } catch (error) {
        if (!(error instanceof EngineError) || error.code !== 'text/lone-surrogate') throw error
        if (way.length === 1) this.skip(way, 'not-encodable', null)
        continue
      }
      const key = ids.join(' ')
      const known = found.get(key)
      if (known) {
        known.ways.push(way)
        continue
      }
      if (this.tried.has(key)) {
        if (way.length === 1 && changesText(recipe, this.base) && isSame(ids, own.ids))
          this.skip(way, 'same-tokens', ids.length)
        continue
      }
      this.tried.add(key)
      if (!this.examined.fits(ids.length)) {
        if (way.length === 1) this.skip(way, 'row-count', ids.length)
        continue
      }
      found.set(key, { ids, ways: [way] })
    }
    return [...found.values()]
  }

  private async compare({ ids, ways }: Candidate): Promise<void> {
    this.report()
    await this.hooks.checkpoint?.()
    const isOwn = ways[0]!.length === 0
    try {
      // The target's rows say that it was another text: there is nothing to learn from the page's own.
      if (isOwn && !this.examined.fits(ids.length)) this.skip([], 'row-count', ids.length)
      else await this.encode(ids, ways, isOwn)
    } catch (error) {
      if (isOwn || !(error instanceof EngineError) || error.code !== 'run/too-large') throw error
      for (const way of ways) this.skip(way, 'too-long', ids.length)
    }
    this.done++
    this.report()
  }

  private async encode(ids: Int32Array, ways: Candidate['ways'], isOwn: boolean): Promise<void> {
    const { vectors, cached } = await vectorsOf(
      this.model,
      this.input.target.head,
      ids,
      this.input.settings,
      {
        onLayer: (done, total) => this.report({ done, total }),
        ...(this.hooks.checkpoint && { checkpoint: this.hooks.checkpoint }),
      },
    )
    if (!cached) this.encoded++
    this.compared++
    if (isOwn && !vectors.hasHidden && this.input.target.head === 'dense')
      for (const name of ['mean-pooling', 'cls-pooling', 'last-token-pooling'] as const)
        this.add([hypothesis(name)], 1, NOT_COMPARED, ids.length, 'hidden-states-inside')
    const made = this.examined.compare(vectors)
    // Of another text only what comes nearest: all of them for each would hide the rest.
    const kept = isOwn ? made : nearest(made)
    for (const way of ways)
      for (const { hypotheses, guesses, compared } of kept)
        this.add([...namesOf(way), ...hypotheses], way.length + guesses, compared, ids.length, null)
  }

  private skip(way: readonly TextHypothesis[], reason: SkipReason, tokens: number | null): void {
    this.add(namesOf(way), way.length, NOT_COMPARED, tokens, reason)
  }

  private add(
    hypotheses: readonly Hypothesis[],
    guesses: number,
    compared: typeof NOT_COMPARED,
    tokens: number | null,
    skipped: SkipReason | null,
  ): void {
    this.rows.push({ hypotheses, guesses, ...compared, tokens, skipped })
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

/** The row without what only the judge needs. */
export function plain({ guesses: _, ...row }: Judged): WhyRow {
  return row
}

const namesOf = (way: readonly TextHypothesis[]): Hypothesis[] => way.map(({ hypothesis }) => hypothesis)

/** Rows within tolerance, or else the model's own way and the nearest of the others. */
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
