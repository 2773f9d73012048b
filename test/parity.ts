/** How far an engine is from FlagEmbedding's reference values: one comparison for every host. */
import { readFileSync } from 'node:fs'
import type { ScoreName } from '../src/engine/score/types'

export interface GoldenText {
  readonly id: string
  readonly text: string
  readonly input_ids: readonly number[]
  readonly tokens: readonly string[]
  readonly dense: readonly number[]
  readonly lexical_weights: Readonly<Record<string, number>>
  readonly colbert_shape: readonly [number, number]
  readonly colbert?: readonly (readonly number[])[] | null
  /** What transformers 5's tokenizer makes of it, where that differs. */
  readonly transformers5?: Partial<GoldenText>
}

export interface GoldenPair {
  readonly id: string
  readonly query: string
  readonly passage: string
  /** Keys: "default" or "[dense,sparse,colbert]". */
  readonly scores: Readonly<Record<string, Readonly<Record<ScoreName, number>>>>
}

export interface Golden {
  readonly model: 'demo' | 'tiny'
  readonly texts: readonly GoldenText[]
  readonly pairs: readonly GoldenPair[]
  readonly helpers: {
    readonly texts: readonly [string, string]
    readonly compute_lexical_matching_score: number
    readonly compute_lexical_matching_score_self: number
    readonly colbert_score: number
    readonly dense: number
  }
  /** Of the tiny model: XLMRobertaModel's attentions, [layer][head][query][key]. */
  readonly attention: {
    readonly items: readonly {
      readonly text: string
      readonly input_ids: readonly number[]
      readonly attentions: readonly (readonly (readonly (readonly number[])[])[])[]
    }[]
  }
}

export const readGolden = (name: 'demo' | 'tiny'): Golden =>
  JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), 'utf8')) as Golden

/** max_length that the goldens were made with. */
export const GOLDEN_MAX_LENGTH = { demo: 512, tiny: 8192 } as const

/** What an engine gave for one text, as plain arrays. */
export interface PlainEncoded {
  readonly ids: readonly number[]
  readonly dense: readonly number[]
  readonly lexical: readonly (readonly [number, number])[]
  readonly colbert: { readonly rows: number; readonly dimension: number; readonly data: readonly number[] }
}

/** Largest absolute differences so far; `unequal` lists texts whose ids (or keys, or shapes) differ. */
export class Parity {
  texts = 0
  pairs = 0
  readonly unequal: string[] = []
  dense = 0
  lexical = 0
  colbert = 0
  scores = 0

  addText(golden: GoldenText, found: PlainEncoded): void {
    this.texts++
    if (JSON.stringify(found.ids) !== JSON.stringify(golden.input_ids)) this.unequal.push(`${golden.id}: ids`)
    if (found.dense.length !== golden.dense.length) this.unequal.push(`${golden.id}: dimension`)
    golden.dense.forEach((value, i) => (this.dense = worst(this.dense, value, found.dense[i])))

    const weights = new Map(found.lexical)
    const keys = Object.keys(golden.lexical_weights)
    if (keys.length !== weights.size) this.unequal.push(`${golden.id}: lexical_weights keys`)
    for (const key of keys)
      this.lexical = worst(this.lexical, golden.lexical_weights[key]!, weights.get(Number(key)))

    const { rows, dimension, data } = found.colbert
    if (`${rows},${dimension}` !== golden.colbert_shape.join())
      this.unequal.push(`${golden.id}: colbert shape`)
    golden.colbert?.forEach((row, r) =>
      row.forEach((value, k) => (this.colbert = worst(this.colbert, value, data[r * dimension + k]))),
    )
  }

  addScores(golden: Readonly<Record<ScoreName, number>>, found: Readonly<Record<string, number>>): void {
    this.pairs++
    for (const [name, value] of Object.entries(golden)) this.scores = worst(this.scores, value, found[name])
  }

  get largest(): number {
    return Math.max(this.dense, this.lexical, this.colbert, this.scores)
  }

  report(what: string): string {
    const e = (value: number) => value.toExponential(1)
    return (
      `parity ${what}: token ids ${this.texts - this.unequal.length}/${this.texts} texts; max abs difference ` +
      `dense ${e(this.dense)}, lexical weights ${e(this.lexical)}, ColBERT rows ${e(this.colbert)}, ` +
      `scores ${e(this.scores)} (${this.pairs} score sets)`
    )
  }
}

/** A value that is missing or not finite is infinitely far. */
function worst(sofar: number, expected: number, found: number | undefined): number {
  const distance = Math.abs(expected - (found ?? NaN))
  return Number.isNaN(distance) ? Infinity : Math.max(sofar, distance)
}

/** "[0.4,0.2,0.4]" → weights in compute_score's order. */
export function weightsOf(key: string): { dense: number; sparse: number; colbert: number } {
  if (key === 'default') return { dense: 1, sparse: 1, colbert: 1 }
  const [dense, sparse, colbert] = JSON.parse(key) as [number, number, number]
  return { dense, sparse, colbert }
}

export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [ab, aa, bb] = [0, 0, 0]
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!
    aa += a[i]! ** 2
    bb += b[i]! ** 2
  }
  return ab / Math.sqrt(aa * bb)
}
