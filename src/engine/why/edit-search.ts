/**
 * Looks for the text that production encoded: from the closest hypothesis, one change after the other, each as long as the
 * cosine rises. It is a search: what it finds is near, but no proof of what production did.
 */
import { EngineError } from '../errors'
import type { LoadedModel } from '../model/load'
import { isTooLong } from '../model/run-memory'
import type { LayerProgress } from '../model/ports'
import { milliseconds } from '../units'
import type { EditSearchInput, EditSearchProgress, EditSearchResult } from './edit-search-types'
import { movesOf, type Level, type Move } from './edit-moves'
import { textHypotheses } from './hypotheses'
import { NOT_COMPARED } from './compare'
import { idsOf, inputOf, recipeOf, type Recipe } from './recipe'
import { likenessOf } from './likeness'
import type { RunHooks } from '../encode/pass'
import { layerHooks, prefetchVectors, vectorsOf } from './run-vectors'
import { examine } from './target'
import { textDiff } from './text-diff'
import { toleranceFor } from './tolerance'
import type { WhyInput, WhyRow, WhyTolerance } from './types'
import type { WhyHooks } from './explain'

/** Changes that run together, where the model can. */
const TOGETHER = 16

/** A rise of the cosine that is no noise. */
const LEAST_GAIN = 1e-6

/** The distance at which nothing can come nearer: noise of two runtimes, rounding included. */
const REACHED = 5e-5

/**
 * @param budget at least 1
 * @throws EngineError as examine; text/lone-surrogate; whatever the first run throws; run/cancelled by `checkpoint`
 */
export async function searchEdits(
  model: LoadedModel,
  { why, from, budget }: EditSearchInput,
  hooks: Pick<WhyHooks, 'checkpoint'> & { readonly onProgress?: (progress: EditSearchProgress) => void } = {},
): Promise<EditSearchResult> {
  const started = performance.now()
  const search = new EditSearch(model, why, budget, hooks)
  const [own, start] = [recipeOf(why), startOf(model, why, from)]
  await search.begin(own, start, from)
  await search.climb()
  const { text, row, likeness, startLikeness, ended, compared } = search.found
  return {
    text,
    row,
    likeness,
    startLikeness,
    diff: textDiff(inputOf(own), text),
    within: row.within,
    ended,
    compared,
    budget,
    tolerance: search.tolerance,
    time: milliseconds(performance.now() - started),
  }
}

/** The recipe of the row to start from. */
function startOf(model: LoadedModel, why: WhyInput, from: readonly string[]): Recipe {
  const changes = textHypotheses(model, why).filter(({ hypothesis }) => from.includes(hypothesis.id))
  return changes.reduce((recipe, { change }) => change(recipe), recipeOf(why))
}

interface Scored {
  readonly text: string
  /** Its steps after the text: tokenizer, cut, special tokens. */
  readonly recipe: Recipe
  readonly row: WhyRow
  /** What the search maximises: the row's cosine; for ColBERT the likeness of the rows, in any number. */
  readonly likeness: number
}

/** A text whose changes of one group of levels are still to be tried. */
interface Open {
  readonly scored: Scored
  readonly group: number
  readonly isStart: boolean
}

/** Coarse changes first: a wrong small change hides a right large one. */
const GROUPS: readonly (readonly Level[])[] = [
  ['headers', 'paragraphs', 'lines', 'sentences', 'whole'],
  ['signs'],
  ['words'],
]
/** How much nearer a text must be for its finer changes to come before the coarse ones of another. */
const FINER = [1, 1.15, 1.5]
/** Texts that are farther than where they come from by this factor are not followed. */
const WORSE = 1.02

/** The start's own changes come first, except single words: one change is likelier than two. */
const promise = ({ scored, group, isStart }: Open): number =>
  isStart && group < 2 ? group - 2 : (1 - scored.likeness) * FINER[group]!

const nearer = (a: Scored, b: Scored): number => b.likeness - a.likeness

class EditSearch {
  readonly tolerance: WhyTolerance
  private readonly examined: ReturnType<typeof examine>
  private readonly open: Open[] = []
  private readonly tried = new Set<string>()
  private best: Scored | null = null
  private startLikeness = 0
  private compared = 0
  private level: Level = 'headers'

  constructor(
    private readonly model: LoadedModel,
    private readonly why: WhyInput,
    private readonly budget: number,
    private readonly hooks: Parameters<typeof searchEdits>[2] & object,
  ) {
    this.tolerance = toleranceFor(model.info.dtype.value)
    this.examined = examine(model, why, this.tolerance)
  }

  /** There is one after `begin`: the first text is compared, or its error thrown. */
  private get top(): Scored {
    return this.best!
  }

  get found() {
    const { text, row, likeness } = this.top
    const ended = this.isReached() ? 'reached' : this.isSpent() ? 'budget' : 'no-better'
    return { text, row, likeness, startLikeness: this.startLikeness, compared: this.compared, ended } as const
  }

  /** The better of the page's own text and the start. */
  async begin(own: Recipe, start: Recipe, from: readonly string[]): Promise<void> {
    for (const recipe of from.length > 0 ? [start, own] : [own]) {
      const scored = await this.score(inputOf(recipe), recipe, this.best !== null)
      if (scored === null) continue
      this.open.push({ scored, group: 0, isStart: true })
      this.keep(scored)
    }
    this.startLikeness = this.top.likeness
  }

  /** The most promising text first: its coarse changes, later its finer ones. Ends when no text is left that promises more. */
  async climb(): Promise<void> {
    const { open } = this
    while (open.length > 0 && !this.isReached() && !this.isSpent()) {
      const next = open.reduce((a, b) => (promise(b) < promise(a) ? b : a))
      open.splice(open.indexOf(next), 1)
      if (next.group + 1 < GROUPS.length) open.push({ ...next, group: next.group + 1 })
      for (const scored of await this.expand(next)) open.push({ scored, group: 0, isStart: false })
    }
  }

  private isReached = (): boolean => this.top.row.within && this.top.row.distance <= REACHED
  private isSpent = (): boolean => this.compared >= this.budget

  /** Tries all changes of some levels. @returns the texts that are nearly as near, or nearer */
  private async expand({ scored: from, group }: Open): Promise<Scored[]> {
    const found: Scored[] = []
    const helped: { readonly move: Move; readonly scored: Scored }[] = []
    for (const level of GROUPS[group]!) {
      this.level = level
      const moves = movesOf(level, from.text, this.why)
      for (const [at, move] of moves.entries()) {
        if (this.isSpent() || this.isReached()) break
        if (at % TOGETHER === 0) await this.prefetch(moves.slice(at, at + TOGETHER), from.recipe)
        const scored = await this.score(move.text, from.recipe)
        if (scored === null) continue
        if (1 - scored.likeness <= (1 - from.likeness) * WORSE) found.push(scored)
        if (scored.likeness > from.likeness + LEAST_GAIN) helped.push({ move, scored })
        this.keep(scored)
      }
    }
    const inOrder = helped.toSorted((a, b) => nearer(a.scored, b.scored))
    return [...found, ...(await this.together(from, inOrder))]
  }

  /** The deletions that helped, the best first, one more each time as long as the likeness rises. */
  private async together(
    { text, recipe }: Scored,
    helped: readonly { readonly move: Move; readonly scored: Scored }[],
  ): Promise<Scored[]> {
    let ranges: (readonly [number, number])[] = []
    let reached = -Infinity
    const found: Scored[] = []
    for (const { move, scored: alone } of helped) {
      const { deletes } = move
      if (deletes === null || this.isSpent() || this.isReached()) continue
      if (ranges.some(([start, end]) => deletes[0] < end && start < deletes[1])) continue
      const more = [...ranges, deletes].toSorted((a, b) => b[0] - a[0])
      const made = more.reduce((left, [start, end]) => left.slice(0, start) + left.slice(end), text)
      const scored = ranges.length === 0 ? alone : await this.score(made, recipe)
      if (scored === null || scored.likeness <= reached + LEAST_GAIN) continue
      ranges = more
      reached = scored.likeness
      if (scored !== alone) found.push(scored)
      this.keep(scored)
    }
    return found
  }

  private keep(scored: Scored): void {
    if (this.best === null || scored.likeness > this.best.likeness) this.best = scored
  }

  /** Texts that will be scored next, within the budget. */
  private async prefetch(moves: readonly Move[], recipe: Recipe): Promise<void> {
    const next = moves.slice(0, this.budget - this.compared)
    const sequences = next.flatMap(({ text }) => this.idsOf(text, recipe, true) ?? [])
    await prefetchVectors(this.model, this.why.target.head, sequences, this.why.settings, this.runHooks())
  }

  private runHooks(): RunHooks {
    return layerHooks((layer) => this.report(layer), this.hooks.checkpoint)
  }

  /** Null: no tokenizer takes the text. */
  private idsOf(text: string, recipe: Recipe, mayFail: boolean): Int32Array | null {
    try {
      return idsOf(this.model, { ...recipe, source: text, rules: [], leaveOutMetadata: false, edits: [], prefix: '' }) // oxfmt-ignore
    } catch (error) {
      if (mayFail && error instanceof EngineError && error.code === 'text/lone-surrogate') return null
      throw error
    }
  }

  /** Null: the same ids were tried before, or the text cannot be compared. */
  private async score(text: string, recipe: Recipe, mayFail = true): Promise<Scored | null> {
    await this.hooks.checkpoint?.()
    const ids = this.idsOf(text, recipe, mayFail)
    if (ids === null) return null
    const key = ids.join(' ')
    if (this.tried.has(key)) return null
    this.tried.add(key)
    this.compared++
    try {
      const { model, why } = this
      const { vectors } = await vectorsOf(model, why.target.head, ids, why.settings, this.runHooks())
      const compared = this.examined.fits(ids.length) ? this.examined.compare(vectors) : []
      const rows = compared.map((row): WhyRow => ({
        hypotheses: row.hypotheses,
        ...row.compared,
        tokens: ids.length,
        skipped: null,
        sequence: this.compared,
      }))
      this.report()
      const best = rows.toSorted((a, b) => Number(b.within) - Number(a.within) || b.cosine - a.cosine)[0]
      const row = best ?? {
        hypotheses: [],
        ...NOT_COMPARED,
        tokens: ids.length,
        skipped: 'row-count',
        sequence: null,
      }
      const likeness = likenessOf(this.why.target, vectors) ?? row.cosine
      return { text, recipe, row, likeness }
    } catch (error) {
      if (!mayFail || !isTooLong(error)) throw error
      return null
    }
  }

  private report(layer?: LayerProgress): void {
    this.hooks.onProgress?.({
      done: this.compared,
      total: this.budget,
      level: this.level,
      likeness: this.best?.likeness ?? null,
      ...(layer && { layer }),
    })
  }
}
