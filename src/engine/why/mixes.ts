/** Dense vectors that are a sum of the vectors of several texts: title and text, two texts, the parts of one. */
import type { LoadedModel } from '../model/load'
import { dot, norm } from '../matrix'
import { rowOf, type DenseTarget, type HeadRow } from './dense'
import { fitOf, positiveFit, proportional, type Fit } from './mix-fit'
import { partsOf, type Parts } from './mix-parts'
import { hypothesis, type Hypothesis } from './names'
import { idsOf, inputOf, type Recipe, type TextHypothesis } from './recipe'
import type { WhyInput, WhyTolerance } from './types'

/** A sequence of tokens that was compared, and how near its vector came. */
export interface Sequence {
  readonly ids: Int32Array
  readonly set: readonly TextHypothesis[]
  readonly cosine: number
}

export interface MixRow extends HeadRow {
  readonly set: readonly TextHypothesis[]
  /** Of all terms. */
  readonly tokens: number
}

export interface MixSearch {
  readonly model: LoadedModel
  readonly input: WhyInput
  readonly base: Recipe
  readonly readings: readonly DenseTarget[]
  readonly tolerance: WhyTolerance
  /** What was compared before; the page's own text first. */
  readonly sequences: readonly Sequence[]
  /** [dimension] as the model pools. Null: it does not fit into memory. */
  readonly vectorOf: (ids: Int32Array) => Promise<Float32Array | null>
  /** Runs together what `vectorOf` will be asked for, where the model can. */
  readonly prefetch: (sequences: readonly Int32Array[]) => Promise<void>
}

/** Number of texts, those that came nearest, that are mixed with a title or another text. */
const MOST_TEXTS = 8
/** A term with a smaller share explains nothing. */
const LEAST_SHARE = 0.02
/** How many times nearer a sum must be than its nearest term alone. */
const NEARER = 3
/** Parts are run until they have this number of tokens together, or this many times those of the text. */
const PART_TOKENS = 20_000
const PART_TIMES = 10
/**
 * Free weights are found only for so many terms that a chance fit is out of the question: the dimensions divided by
 * this. Weights that are known in advance (equal, by length) have no such limit.
 */
export const DIMENSIONS_PER_TERM = 16

/**
 * @param withParts false: only sums of a few whole texts, which cost a run each
 * @returns the first sums that are within the tolerance; empty: there is none
 */
export async function mixRows(search: MixSearch, withParts: boolean): Promise<MixRow[]> {
  if (search.readings.length === 0) return []
  const texts = await mixedTexts(search)
  return texts.length > 0 || !withParts ? texts : meansOfParts(search)
}

/** A text that may have been mixed with the text: its name in the values of the hypothesis. */
interface Term {
  readonly name: string
  readonly ids: Int32Array
}

async function mixedTexts(search: MixSearch): Promise<MixRow[]> {
  const { sequences } = search
  const [own, ...others] = sequences
  if (own === undefined) return []
  const texts = [own, ...others.toSorted((a, b) => b.cosine - a.cosine).slice(0, MOST_TEXTS - 1)]
  const terms = termsOf(search)
  // Two texts first: a third one only where two do not do.
  const sets = [
    ...terms.map((term) => [term]),
    ...terms.flatMap((first, at) =>
      terms.slice(at + 1).flatMap((second) => (first.name === second.name ? [] : [[first, second]])),
    ),
  ]
  for (const set of sets)
    for (const { ids, set: changes } of texts) {
      const all = [...set, { name: 'text', ids }]
      if (new Set(all.map((each) => each.ids.join(' '))).size < all.length) continue
      const rows = await fitted(search, all.map((each) => each.ids), fitOf, (fit) => mixOf(all, fit)) // oxfmt-ignore
      if (rows.length > 0) return rows.map((row) => ({ ...row, set: changes, guesses: row.guesses + changes.length })) // oxfmt-ignore
    }
  return []
}

function termsOf({ model, input, base }: MixSearch): Term[] {
  const terms: Term[] = []
  const add = (name: string, source: string, prefix: string) => {
    if (source.trim() === '') return
    const ids = idsOf(model, { ...base, source, prefix })
    if (!terms.some((term) => term.ids.join(' ') === ids.join(' '))) terms.push({ name, ids })
  }
  const { title, other, text } = input
  for (const prefix of new Set([input.prefix, '']))
    if (title !== null) {
      add('title', title, prefix)
      add('title', title.replace(/\.[a-z0-9]{1,5}$/i, ''), prefix)
    }
  if (other !== null) add('other', other, input.otherPrefix)
  const line = text.indexOf('\n')
  if (line >= 0) add('first-line', text.slice(0, line), input.prefix)
  return terms
}

function mixOf(terms: readonly Term[], { weights }: Fit): Hypothesis {
  const { shares, sum } = sharesOf(weights)
  const named = terms.map(({ name }, at) => [name, shares[at]!] as const)
  return hypothesis('mix', `mix-${named.map(([name, share]) => `${share}-${name}`).join('-')}`, {
    ...Object.fromEntries(named),
    sum,
    weights: named.map(([name, share]) => `${share} × ${name}`).join(' + '),
  })
}

/** Weights that add up to 1, in 3 decimals, and what they added up to. */
function sharesOf(weights: readonly number[]) {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  // Weights of both signs may add up to nearly nothing: then they stay as they are.
  const by = Math.abs(sum) > 0.1 ? sum : 1
  return { shares: weights.map((weight) => rounded(weight / by)), sum: rounded(sum) }
}

const rounded = (value: number): number => Number(value.toFixed(3))

async function meansOfParts(search: MixSearch): Promise<MixRow[]> {
  const { model, base, sequences } = search
  const [own] = sequences
  if (own === undefined) return []
  const tokenizer = model.tokenizers.get(base.mode)
  const input = inputOf(base)
  const whole = tokenizer.encode(input, Number.MAX_SAFE_INTEGER).ids
  const encode = (text: string) => tokenizer.encode(text, base.maxLength).ids
  const limit = Math.max(PART_TOKENS, PART_TIMES * whole.length)
  const seen = new Set<string>()
  let tokens = 0
  for (const parts of partsOf(model, input, encode, whole)) {
    const key = parts.ids.map((ids) => ids.join(' ')).join('|')
    if (seen.has(key)) continue
    seen.add(key)
    tokens += parts.ids.reduce((sum, ids) => sum + ids.length, 0)
    if (tokens > limit) break
    const rows = await meanOf(search, parts)
    if (rows.length > 0) return rows.map((row) => ({ ...row, set: [] }))
  }
  return []
}

/** Weights that programs give to parts. */
const WEIGHTINGS: readonly (readonly [name: string, of: (parts: Parts) => readonly number[]])[] = [
  ['equal', ({ ids }) => ids.map(() => 1)],
  ['by-tokens', ({ ids }) => ids.map(({ length }) => length)],
  ['by-tokens', ({ ids }) => ids.map(({ length }) => Math.max(1, length - 2))],
  ['by-characters', ({ lengths }) => lengths],
]

async function meanOf(search: MixSearch, parts: Parts): Promise<Omit<MixRow, 'set'>[]> {
  const rows: Omit<MixRow, 'set'>[] = []
  for (const [name, weights] of WEIGHTINGS)
    rows.push(
      ...(await fitted(
        search,
        parts.ids,
        (target, terms) => proportional(target, terms, weights(parts)),
        (fit) => partsHypothesis(parts, name, fit),
      )),
    )
  // Parts of nearly the same length: several weightings are within the tolerance.
  if (rows.length > 0)
    return [rows.reduce((a, b) => (b.compared.distance < a.compared.distance / 1.5 ? b : a))]
  return fitted(search, parts.ids, positiveFit, (fit) => partsHypothesis(parts, 'weighted', fit))
}

function partsHypothesis({ kind, size, ids }: Parts, weighting: string, { weights }: Fit): Hypothesis {
  const { shares, sum } = sharesOf(weights)
  const suffix = weighting === 'equal' ? '' : `-${weighting}`
  const of = size === null ? kind : `${kind}-of-${size}`
  return hypothesis('mean-of', `mean-of-${ids.length}-${of}${suffix}`, {
    n: ids.length,
    parts: kind,
    ...(size !== null && { size }),
    weighting,
    weights: shares.join(', '),
    sum,
  })
}

type FitWith = (target: Float64Array, terms: readonly Float64Array[]) => Fit | null

/** Rows of the readings for which a fit is within the tolerance and says more than one term alone. */
async function fitted(
  search: MixSearch,
  ids: readonly Int32Array[],
  fit: FitWith,
  name: (fit: Fit) => Hypothesis,
): Promise<Omit<MixRow, 'set'>[]> {
  const terms: Float64Array[] = []
  await search.prefetch(ids)
  for (const each of ids) {
    const vector = await search.vectorOf(each)
    if (vector === null) return []
    const length = norm(vector)
    terms.push(Float64Array.from(vector, (value) => value / Math.max(length, 1e-12)))
  }
  const tokens = ids.reduce((sum, { length }) => sum + length, 0)
  return search.readings.flatMap((reading) => {
    const n = reading.vector.length
    const cut = terms.map((term) => term.slice(0, n))
    const row = rowOfFit(search.tolerance, reading, cut, fit, name)
    return row === null ? [] : [{ ...row, tokens }]
  })
}

function rowOfFit(
  tolerance: WhyTolerance,
  reading: DenseTarget,
  terms: readonly Float64Array[],
  fit: FitWith,
  name: (fit: Fit) => Hypothesis,
): HeadRow | null {
  const { vector } = reading
  const isFree = fit === positiveFit || fit === fitOf
  if (isFree && terms.length * DIMENSIONS_PER_TERM > vector.length) return null
  const found = fit(vector, terms)
  if (found === null) return null
  const largest = Math.max(...found.weights.map(Math.abs))
  const used = found.weights.filter((weight) => Math.abs(weight) >= LEAST_SHARE * largest)
  if (used.length < 2 || (fit === fitOf && used.length < terms.length)) return null
  const form = { vector: found.made, hypotheses: [name(found)], guesses: terms.length }
  const row = rowOf(reading, { pooling: null, vector: new Float32Array(0), isRaw: false }, form, tolerance)
  const alone = Math.min(...terms.map((term) => distanceAlone(vector, term)))
  return row.compared.within && row.compared.distance * NEARER <= alone ? row : null
}

/** ‖target − weight × term‖ ÷ ‖target‖ with the best weight. */
function distanceAlone(target: Float64Array, term: Float64Array): number {
  const cosine = dot(target, term) / Math.max(norm(target) * norm(term), 1e-12)
  return Math.sqrt(Math.max(0, 1 - cosine * cosine))
}
