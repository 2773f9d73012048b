/** What can be said of a target that no hypothesis explains, or of how sure an explanation is. */
import { dot, norm } from '../matrix'
import { offersArithmetic, type ModelInfo } from '../model/types'
import type { NoteCode, WhyNote } from './note-types'
import type { RunVectors } from './run-vectors'
import type { WhyResult, WhyRow, WhyTarget } from './types'

/**
 * Exact integers against 16-bit saturation, on one file of int8 with a scale for each column (measured: dense .957 to
 * .992, ColBERT from .803). Below this, the text or the model is more likely another.
 */
const SATURATION: Readonly<Record<WhyTarget['head'], number>> = { dense: 0.95, sparse: 0.9, colbert: 0.75 }

/** A cosine to the page's own vector that is so much lower than the best's means that a hypothesis has a part in it. */
const NEAR_BEST = 0.01

/** Free weights of more terms than the dimensions divided by this are said to be weak evidence. */
const MANY_TERMS = 32

const CPU: ReadonlySet<string> = new Set(['int8-without-vnni', 'int8-exact'])

type Found = Pick<WhyResult, 'explained' | 'best' | 'ranked' | 'observed'>

/** The vector of a text that was tried, with its cosine to that of the page's text. */
export class Spread {
  private own: Float64Array | null = null
  private least = Infinity
  private count = 0

  add({ dense }: RunVectors): void {
    const vector = dense[0]?.vector
    if (vector === undefined) return
    const values = Float64Array.from(vector)
    if (this.own === null) {
      this.own = values
      return
    }
    const both = norm(values) * norm(this.own)
    this.least = Math.min(this.least, both > 0 ? dot(values, this.own) / both : 0)
    this.count++
  }

  /** The lowest cosine between the page's text and a text that was tried; null: too few were. */
  get lowest(): number | null {
    return this.count >= 8 ? this.least : null
  }
}

export function notesOf(
  info: ModelInfo,
  target: WhyTarget,
  found: Found,
  lowest: number | null,
  ownTokens: number,
  tolerance: number,
): WhyNote[] {
  const notes: WhyNote[] = []
  const add = (code: NoteCode, values: WhyNote['values'] = {}) => notes.push({ code, values })
  const { best, explained } = found
  if (target.head === 'colbert') {
    const tokens = tokensOfRows(found)
    if (tokens !== ownTokens) add('token-count', { rows: found.observed.rows ?? 0, tokens, own: ownTokens })
  }
  for (const { id, name, values } of explained ? (best?.hypotheses ?? []) : []) {
    // The values of a mix are a share for each term, their sum and their words.
    const terms = name === 'mix' ? Object.keys(values).length - 2 : Number(values.n)
    const isFree = name === 'mix' || (name === 'mean-of' && values.weighting === 'weighted')
    if (isFree && terms * MANY_TERMS > sizeOf(target))
      add('many-terms', { hypothesis: id, terms, dimensions: sizeOf(target) })
  }
  const cpu = explained ? best?.hypotheses.find(({ name }) => CPU.has(name)) : undefined
  if (cpu && best && best.cosine < tolerance)
    add('int8-noise-floor', { cosine: shown(best.cosine), floor: Number(cpu.values.floor) })
  if (explained) return notes
  const saturated = saturation(info, target, found)
  if (saturated !== null) add('int8-saturation', { cosine: saturated, file: info.graphFile })
  if (target.head === 'dense') denseNotes(info, target.vector, found, lowest, add)
  return notes
}

const sizeOf = (target: WhyTarget): number => (target.head === 'dense' ? target.vector.length : 0)

function denseNotes(
  info: ModelInfo,
  vector: Float64Array,
  { best, observed }: Found,
  lowest: number | null,
  add: (code: NoteCode, values?: WhyNote['values']) => void,
): void {
  const { dense } = info.heads
  const dimension = dense.state === 'available' ? dense.value.dimension : 0
  const name = observed.rounding?.name
  const isCoded = name === 'scaled-integers' || name === 'binary' || name === 'binary-packed'
  const isByte = (value: number) => Number.isInteger(value) && value >= -128 && value <= 255
  const isWhole = name === 'int8-rounding' || name === 'uint8-rounding' || name === 'scaled-integers'
  if (isWhole && vector.every(isByte)) add('range-for-each-dimension')
  else if (!isCoded && observed.norm < 0.999 && observed.norm > 0.2)
    add('length-below-one', { norm: Number(observed.norm.toFixed(4)) })
  const cosine = best?.cosine ?? 0
  if (vector.length < dimension && !isCoded)
    add('other-matrix-length', { found: vector.length, expected: dimension, cosine: shown(cosine) })
  else if (lowest !== null && cosine < lowest && name !== 'binary-packed')
    add('other-matrix-direction', { cosine: shown(cosine), lowest: shown(lowest) })
}

const shown = (cosine: number): number => Number(cosine.toFixed(4))

/** The cosine to the page's own text where it fits what saturation does to this model; null: it is no likely cause. */
function saturation(info: ModelInfo, { head }: WhyTarget, { best, ranked }: Found): number | null {
  // Where it can be computed, it is: the rows say what it explains.
  if (offersArithmetic(info)) return null
  if (info.integerProducts !== 'signed-by-column' || best === null) return null
  const own = ranked.filter(isOwn).reduce((most, { cosine }) => Math.max(most, cosine), -1)
  return own >= SATURATION[head] && best.cosine - own <= NEAR_BEST ? shown(own) : null
}

const isOwn = ({ hypotheses, skipped }: WhyRow): boolean => skipped === null && hypotheses.length === 0

/** Tokens of production's text: one more than rows, unless the best row says that `<s>` has one too. */
function tokensOfRows({ best, explained, observed }: Found): number {
  if (explained && best?.tokens != null) return best.tokens
  return (observed.rows ?? 0) + 1
}
