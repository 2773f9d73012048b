/**
 * Where production cut the text, for any number: the first N tokens or characters, and a piece from the middle. The cosine
 * rises towards the right N, so few of all numbers are tried: from coarse to fine around the best.
 */
import { hypothesis } from './names'
import type { LoadedModel } from '../model/load'
import { idsOf, inputOf, recipeOf, type Recipe, type TextHypothesis } from './recipe'
import type { WhyInput } from './types'

export interface CutSearch {
  /** [n] of the page's text, special tokens included. */
  readonly ids: number
  /** As prepared; its characters are what is counted. */
  readonly text: string
  /** [n] where each token ends in `text`; null: not known. */
  readonly ends: ArrayLike<number> | null
  /** Whether a sequence of n tokens can have given the target. */
  readonly fits: (n: number) => boolean
  /** Runs what is not known, and says the best cosine of each; null: not comparable. */
  readonly attempt: (sets: readonly (readonly TextHypothesis[])[]) => Promise<readonly (number | null)[]>
  /** True: nothing can come nearer. */
  readonly isExact: () => boolean
  /** Tokens that may be run, over all. */
  readonly room: number
}

/** Texts with at most so many tokens are cut at each token. */
const EACH = 48
/** Tokens that the search for cuts may run. */
const ROOM = 20_000
const COARSE = 12
/** The best places of a step whose surroundings are looked at. */
const KEPT = 2
/** A piece from the middle is looked for in this many steps of the text. */
const PIECES = 6

/** @param ways how to run and what is known so far */
export function cutSearchOf(
  model: LoadedModel,
  input: WhyInput,
  { fits }: { readonly fits: (n: number) => boolean },
  ways: Pick<CutSearch, 'attempt' | 'isExact'>,
): CutSearch {
  const recipe = recipeOf(input)
  const text = inputOf({ ...recipe, prefix: '' })
  const whole = model.tokenizers.get(recipe.mode).encode(text, recipe.maxLength)
  const ids = idsOf(model, recipe).length
  // A prefix shifts the tokens, so that their places in the text are not those of the sequence.
  const ends = input.prefix === '' && whole.ids.length === ids ? whole.ends : null
  return { ids, text, ends, fits, room: ROOM, ...ways }
}

export async function searchCuts(search: CutSearch): Promise<void> {
  if (search.ids < 4) return
  const budget = { left: search.room }
  const best = await around(search, 2, search.ids - 1, budget)
  if (search.isExact()) return
  if (search.ends !== null) {
    // A text that was cut in characters is nearest near the best of tokens: that has a budget of its own.
    const near = { left: search.room }
    for (const at of best.slice(0, KEPT)) {
      await characters(search, at, near)
      if (search.isExact()) return
    }
    await pieces(search, budget)
  }
}

/** The first n tokens, `<s>` and `</s>` among them, and the first characters, which may give the very same tokens. */
const cutsAt = ({ ends, text }: CutSearch, n: number): readonly (readonly TextHypothesis[])[] => {
  const end = n >= 3 ? ends?.[n - 2] : undefined
  const tokens: TextHypothesis = {
    hypothesis: hypothesis('cut', `cut-${n}`, { n }),
    subject: 'cut',
    isCommon: false,
    change: (recipe: Recipe) => ({ ...recipe, maxLength: n }),
  }
  return end === undefined || end <= 0 || end >= text.length
    ? [[tokens]]
    : [[tokens], [firstCharacters(text, end)]]
}

/** Tries numbers from `from` to `to`, coarse ones first; returns the best, best first. */
async function around(
  search: CutSearch,
  from: number,
  to: number,
  budget: { left: number },
): Promise<number[]> {
  const known = new Map<number, number>()
  const tried = async (numbers: readonly number[]) => {
    const fresh = numbers.filter((n) => n >= from && n <= to && !known.has(n) && search.fits(n))
    const paid = fresh.filter((n) => (budget.left -= n) > 0)
    const sets = paid.map((n) => cutsAt(search, n))
    const cosines = await search.attempt(sets.flat())
    let at = 0
    paid.forEach((n, index) => {
      known.set(n, cosines[at] ?? -1)
      at += sets[index]!.length
    })
  }
  const ranked = () => [...known].toSorted(([, a], [, b]) => b - a).map(([n]) => n)
  const size = to - from + 1
  const isSmall = size <= EACH || !search.fits(from + 1) || !search.fits(from + 2)
  let step = isSmall ? 1 : Math.ceil(size / COARSE)
  // The smaller ones are cheaper.
  await tried(Array.from({ length: Math.ceil(size / step) }, (_, at) => to - at * step).toReversed())
  while (step > 1 && !search.isExact()) {
    step = Math.ceil(step / 3)
    await tried(ranked().slice(0, KEPT).flatMap((n) => [n - 2 * step, n - step, n + step, n + 2 * step])) // oxfmt-ignore
    if (step === 1) break
  }
  return ranked()
}

const wholeAt = (text: string, at: number): number =>
  /[\ud800-\udbff]/.test(text[at - 1] ?? '') ? at + 1 : at

/** Numbers of characters near the place at which the first n tokens end, and near the best of them, while that moves. */
async function characters(search: CutSearch, n: number, budget: { left: number }): Promise<void> {
  const { ends, text, attempt, ids } = search
  const cosines = new Map<number, number>()
  // Of the n tokens one is </s>.
  let centre = n - 2 >= ids - 1 ? text.length - 1 : ends![Math.max(1, n - 2)]!
  for (let turn = 0; turn < CHARACTER_TURNS && !search.isExact(); turn++) {
    const places = Array.from({ length: 2 * NEAR + 1 }, (_, at) => centre - NEAR + at).filter(
      (at) =>
        at > 0 && at < text.length && !cosines.has(at) && wholeAt(text, at) === at && (budget.left -= n) > 0,
    )
    const found = await attempt(places.map((at) => [firstCharacters(text, at)]))
    places.forEach((at, index) => cosines.set(at, found[index] ?? -1))
    const [best] = [...cosines].toSorted(([, a], [, b]) => b - a)
    if (best === undefined || best[0] === centre) return
    centre = best[0]
  }
}

/** Characters on either side that are tried in one turn. */
const NEAR = 8
const CHARACTER_TURNS = 4

/** Counted as Python does: a character beyond U+FFFF is one. The id says so where that makes a difference. */
function firstCharacters(text: string, end: number): TextHypothesis {
  const points = [...text.slice(0, end)].length
  const id = points === end ? `first-${end}-characters` : `first-${points}-code-points`
  return {
    hypothesis: hypothesis('first-characters', id, { n: points }),
    subject: 'cut',
    isCommon: false,
    change: (recipe) => ({
      ...recipe,
      edits: [...recipe.edits, (each) => (each === text ? text.slice(0, end) : each)],
    }),
  }
}

/** A piece of the text, as a chunk with overlap is: both ends are looked for, from coarse to fine. */
async function pieces(search: CutSearch, budget: { left: number }): Promise<void> {
  const { text, ids, ends } = search
  const known = new Map<string, readonly [from: number, to: number, cosine: number]>()
  const tokens = (from: number, to: number) => Math.ceil(((to - from) / text.length) * ids) + 2
  const tried = async (ranges: readonly (readonly [number, number])[]) => {
    const fresh = [...new Map(ranges.map((each) => [each.join(), each])).values()].filter(
      ([from, to]) => from >= 0 && to <= text.length && to - from >= 2 && !known.has(`${from},${to}`),
    )
    const paid = fresh.filter(([from, to]) => (budget.left -= tokens(from, to)) > 0)
    const cosines = await search.attempt(paid.map(([from, to]) => [piece(text, from, to)]))
    paid.forEach(([from, to], at) => known.set(`${from},${to}`, [from, to, cosines[at] ?? -1]))
  }
  const places = Array.from({ length: PIECES + 1 }, (_, at) =>
    wholeAt(text, Math.round((text.length * at) / PIECES)),
  )
  // A target with a known number of rows leaves few pieces; each token's beginning is tried then.
  const isExactCount = ends !== null && !(search.fits(5) && search.fits(8))
  if (isExactCount) {
    const lengths = Array.from({ length: ids }, (_, n) => n).filter((n) => search.fits(n))
    const all = lengths.flatMap((n) =>
      Array.from(
        { length: Math.max(0, ids - n) },
        (_, first) => [ends[first]!, ends[first + n - 2] ?? text.length] as const,
      ),
    )
    return tried(all.slice(0, 400))
  }
  await tried(
    places.slice(0, -1).flatMap((from, at) => places.slice(at + 1).map((to) => [from, to] as const)),
  )
  const starts = [...known.values()].toSorted((a, b) => b[2] - a[2]).slice(0, KEPT)
  for (const start of starts) {
    let now = start
    for (let step = Math.ceil(text.length / PIECES / 2); ; step = Math.ceil(step / 2)) {
      for (let turn = 0; turn < TURNS; turn++) {
        const [from, to] = now
        const moves = MOVES.map(
          ([a, b]) => [wholeAt(text, from + a * step), wholeAt(text, to + b * step)] as const,
        )
        await tried(moves)
        if (search.isExact() || budget.left <= 0) return
        const near = moves
          .flatMap((each) => {
            const found = known.get(each.join())
            return found ? [found] : []
          })
          .toSorted((a, b) => b[2] - a[2])[0]
        if (near === undefined || near[2] <= now[2]) break
        now = near
      }
      if (step === 1) break
    }
  }
}

/** Of both ends, in steps. */
const MOVES = [[-1, 0], [1, 0], [0, -1], [0, 1], [-1, -1], [1, 1], [-1, 1], [1, -1]] as const // oxfmt-ignore
/** Moves with the same step, while they bring the piece nearer. */
const TURNS = 4

function piece(text: string, start: number, end: number): TextHypothesis {
  if (start === 0) return firstCharacters(text, end)
  const from = [...text.slice(0, start)].length
  const to = from + [...text.slice(start, end)].length
  return {
    hypothesis: hypothesis('piece', `characters-${from + 1}-to-${to}`, { from: from + 1, to }),
    subject: 'cut',
    isCommon: false,
    change: (recipe) => ({
      ...recipe,
      edits: [...recipe.edits, (each) => (each === text ? text.slice(start, end) : each)],
    }),
  }
}
