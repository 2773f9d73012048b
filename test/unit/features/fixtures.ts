import { readFileSync } from 'node:fs'
import { available } from '../../../src/engine/model/types'
import type { Encoded } from '../../../src/engine/encode/types'
import { milliseconds } from '../../../src/engine/units'
import { explain } from '../../../src/engine/score'

interface GoldenText {
  readonly id: string
  readonly text: string
  readonly input_ids: readonly number[]
  readonly tokens: readonly string[]
  readonly offsets: readonly (readonly [start: number, end: number])[]
  readonly dense: readonly number[]
  readonly lexical_weights: Readonly<Record<string, number>>
  readonly colbert: readonly (readonly number[])[]
}

const golden = JSON.parse(readFileSync('test/golden/demo.json', 'utf8')) as {
  readonly texts: readonly GoldenText[]
}

/** A text of the goldens as the engine returns it. Weights per token are the text's lexical weights. */
export function goldenText(id: string): Encoded {
  const text = golden.texts.find((each) => each.id === id)!
  const lexical = new Map(Object.entries(text.lexical_weights).map(([key, weight]) => [Number(key), weight]))
  const rows = text.colbert
  return {
    tokenized: {
      text: text.text,
      ids: Int32Array.from(text.input_ids),
      tokens: text.tokens,
      starts: Int32Array.from(text.offsets, (range) => range[0]),
      ends: Int32Array.from(text.offsets, (range) => range[1]),
      fullLength: text.input_ids.length,
      maxLength: 512,
      truncated: false,
      cut: null,
    },
    settings: { tokenizerMode: 'hf4', maxLength: 512, normalize: true, truncateDim: null },
    denseVecs: available(Float32Array.from(text.dense)),
    denseVecsFull: available(Float32Array.from(text.dense)),
    denseRawNorm: available(1),
    tokenWeights: available(Float32Array.from(text.input_ids, (token) => lexical.get(token) ?? 0)),
    lexicalWeights: available(lexical),
    colbertFirst: 1,
    colbertVecs: available({
      rows: rows.length,
      dimension: rows[0]!.length,
      data: Float32Array.from(rows.flat()),
    }),
    time: milliseconds(1),
  }
}

export const a = goldenText('zh-01') // 如何申请退款？
export const b = goldenText('zh-11') // 退款 退款 退款！！！

export const explanation = explain(a, b, (id) => {
  const index = a.tokenized.ids.indexOf(id)
  return index < 0 ? b.tokenized.tokens[b.tokenized.ids.indexOf(id)]! : a.tokenized.tokens[index]!
})
