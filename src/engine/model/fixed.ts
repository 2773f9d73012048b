/** Graphs whose inputs have a fixed number of tokens or of texts, as exports without free axes have them. */
import { detail } from '../details'
import { EngineError } from '../errors'
import type { OnnxGraph } from '../onnx/types'
import { feedsOf } from './graph'
import { OUTPUT_NAMES } from './layout'
import type { FloatTensor, GraphSession, IntTensor } from './ports'

/** A number for an axis that is fixed; null: it is free. */
export interface FixedShape {
  readonly texts: number | null
  readonly tokens: number | null
}

/** Tokens that the probe run of a load needs at least. */
const FEWEST_TOKENS = 4

/** @returns null where one text of any length fits, as it does in usual exports */
export function fixedShapeOf({ inputs }: OnnxGraph): FixedShape | null {
  const dims = inputs.find(({ name }) => name === 'input_ids')?.dims
  if (dims?.length !== 2) return null
  const [texts, tokens] = dims.map((dim) => (typeof dim === 'number' && dim > 0 ? dim : null))
  return (texts ?? 1) === 1 && tokens === null ? null : { texts: texts ?? null, tokens: tokens ?? null }
}

/** "[2, 512]", with a word for what is free. */
export const shapeText = ({ texts, tokens }: FixedShape): string => `[${texts ?? 'n'}, ${tokens ?? 'n'}]`

/**
 * The graph as one that takes one text of any length up to the fixed one. A text is filled up with padding tokens that the
 * attention mask hides, and repeated where the graph takes several texts; what is returned is that of the text alone.
 * @param hiddenSize of config.json
 */
export function fittedSession(
  session: GraphSession,
  shape: FixedShape,
  padId: number,
  hiddenSize: number | null,
  file: string,
): GraphSession {
  const texts = shape.texts ?? 1
  return {
    ...session,
    inputs: session.inputs,
    outputs: session.outputs,
    release: () => session.release(),
    async run(feeds, options) {
      const [given, n] = feeds.input_ids!.dims as [number, number]
      const tokens = shape.tokens ?? n
      if (given !== 1 || n > tokens)
        throw new EngineError(
          'model/run-failed',
          `${file} takes ${shapeText(shape)} tokens, not [${given}, ${n}].`,
          { file, detail: detail('fixed-shape', { input: shapeText(shape), found: `[${given}, ${n}]` }) },
        )
      const results = await session.run(filled(feeds, texts, tokens, padId), options)
      return Object.fromEntries(
        Object.entries(results).map(([name, tensor]) => [
          name,
          firstText(tensor, name, { texts, tokens, n, hiddenSize }),
        ]),
      )
    },
  }
}

function filled(
  feeds: Readonly<Record<string, IntTensor>>,
  texts: number,
  tokens: number,
  padId: number,
): Record<string, IntTensor> {
  return Object.fromEntries(
    Object.entries(feeds).map(([name, { data }]) => {
      const isId = name === 'input_ids' || name === 'position_ids'
      const all = new Int32Array(texts * tokens).fill(isId ? padId : 0)
      for (let text = 0; text < texts; text++) all.set(data, text * tokens)
      return [name, { dims: [texts, tokens], data: all }]
    }),
  )
}

interface Sizes {
  readonly texts: number
  readonly tokens: number
  readonly n: number
  readonly hiddenSize: number | null
}

/** Rows of the first text's own tokens; ColBERT rows may lack that of `<s>`. */
function firstText(tensor: FloatTensor, name: string, { texts, tokens, n, hiddenSize }: Sizes): FloatTensor {
  const [first, rows, ...rest] = tensor.dims
  if (first !== texts) return tensor
  const size = tensor.data.length / texts
  const isVector =
    tensor.dims.length === 2 &&
    ((OUTPUT_NAMES.dense as readonly string[]).includes(name) ||
      (rows === hiddenSize && !(OUTPUT_NAMES.sparse as readonly string[]).includes(name)))
  const missing = tokens - (rows ?? 0)
  if (isVector || tensor.dims.length < 2 || (missing !== 0 && !(missing === 1 && rest.length > 0)))
    return { dims: [1, ...tensor.dims.slice(1)], data: tensor.data.slice(0, size) }
  const kept = n - missing
  return { dims: [1, kept, ...rest], data: tensor.data.slice(0, (size / rows!) * kept) }
}

/**
 * Runs a text twice, with other tokens behind it that the mask hides. Unless every number is the same to the last bit, padding
 * changes a text's numbers: the mask is not used, or one scale is computed over text and padding.
 * @param ids of a text that is shorter than the fixed length
 * @throws EngineError model/fixed-shape, and as GraphSession.run
 */
export async function checkFixed(
  whole: GraphSession,
  shape: FixedShape,
  ids: Int32Array,
  padId: number,
  hiddenSize: number | null,
  file: string,
): Promise<void> {
  const { tokens } = shape
  if (tokens === null) return
  const refused = (why: 'no-mask' | 'padding-changes' | 'too-short') =>
    new EngineError(
      'model/fixed-shape',
      `${file} takes exactly ${tokens} tokens (input_ids is ${shapeText(shape)}), and ${detail(`fixed-${why}`).text}.`,
      { file, shape: shapeText(shape), reason: detail(`fixed-${why}`) },
    )
  if (tokens < FEWEST_TOKENS) throw refused('too-short')
  if (!whole.inputs.some(({ name }) => name === 'attention_mask')) throw refused('no-mask')
  const text = ids.length < tokens ? ids : Int32Array.of(...ids.subarray(0, tokens - 2), ids.at(-1)!)
  const feeds = feedsOf(whole.inputs, text, padId)
  const run = (fill: number) => fittedSession(whole, shape, fill, hiddenSize, file).run(feeds)
  const [one, other] = [await run(padId), await run(text[1]!)]
  const isSame = Object.entries(one).every(([name, { data }]) => {
    const same = other[name]!.data
    return data.length === same.length && data.every((value, at) => Object.is(value, same[at]))
  })
  if (!isSame) throw refused('padding-changes')
}
