/** What a fake server computes with: an engine of the repository, or vectors made of token ids by a fixed rule. */
import { loadTextOnly } from '../../src/engine/model/load-text'
import { folderSource } from '../../src/platform/node/folder'
import { MODEL_FOLDERS, sharedModel, valueOf } from '../engine'

export interface FakeVectors {
  /** `<s>` and `</s>` included, after truncation. */
  readonly ids: readonly number[]
  readonly tokens: readonly string[]
  /** Of length 1. */
  readonly dense: readonly number[]
  /** [n] of every token, special ones included. */
  readonly tokenWeights: readonly number[]
  readonly sparse: readonly (readonly [id: number, weight: number])[]
  /** [n - 1]: without `<s>`. */
  readonly colbert: readonly (readonly number[])[]
}

export interface FakeModel {
  /** Tokens that it takes. */
  readonly limit: number
  count(text: string): Promise<number>
  encode(text: string, maxLength: number): Promise<FakeVectors>
}

/** As the engine gives it: a server of this model agrees with the page. */
export async function engineModel(name: keyof typeof MODEL_FOLDERS = 'tiny'): Promise<FakeModel> {
  const { engine, info } = await sharedModel(name)
  const limit = info.positionLimit.value
  return {
    limit,
    count: async (text) => (await engine.call('count', { text, maxLength: limit, mode: 'hf4' })).count,
    async encode(text, maxLength) {
      const settings = { tokenizerMode: 'hf4', maxLength, normalize: true, truncateDim: null } as const
      const encoded = await engine.call('encode', { text, settings })
      const { rows, dimension, data } = valueOf(encoded.colbertVecs)
      return {
        ids: [...encoded.tokenized.ids],
        tokens: encoded.tokenized.tokens,
        dense: [...valueOf(encoded.denseVecs)],
        tokenWeights: [...valueOf(encoded.tokenWeights)],
        sparse: [...valueOf(encoded.lexicalWeights)],
        colbert: Array.from({ length: rows }, (_, row) => [
          ...data.subarray(row * dimension, (row + 1) * dimension),
        ]),
      }
    },
  }
}

const DIMENSION = 32

/** Fast at any length: every token turns the vector a little, by its id and its place. */
export async function ruleModel(limit = 100_000): Promise<FakeModel> {
  const { tokenizers } = await loadTextOnly(await folderSource(MODEL_FOLDERS.demo))
  const tokenizer = tokenizers.get('hf4')
  return {
    limit,
    count: (text) => Promise.resolve(tokenizer.count(text)),
    encode(text, maxLength) {
      const { ids, tokens } = tokenizer.encode(text, maxLength)
      const rows = Array.from(ids, (id, at) => rowOf(id, at))
      const sum = rows.reduce((total, row) => total.map((value, i) => value + row[i]!))
      const weights = Array.from(ids, (id) => (id < 4 ? 0 : (id % 97) / 200))
      return Promise.resolve({
        ids: [...ids],
        tokens,
        dense: unit(sum),
        tokenWeights: weights,
        sparse: [...new Map(Array.from(ids, (id, at) => [id, weights[at]!] as const))].filter(
          ([, w]) => w > 0,
        ),
        colbert: rows.slice(1),
      })
    },
  }
}

const rowOf = (id: number, at: number): number[] =>
  unit(Array.from({ length: DIMENSION }, (_, i) => Math.sin(id * (i + 1) * 0.37 + at * 0.11 * (i + 3)) + 0.3))

export const unit = (vector: readonly number[]): number[] => {
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}
