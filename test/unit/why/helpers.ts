/** Vectors made by an assumption, and what is said of them. */
import { EncodedCache } from '../../../src/engine/encode/cache'
import { encodeText } from '../../../src/engine/encode/encode'
import type { Encoded, EncodeSettings } from '../../../src/engine/encode/types'
import type { Matrix } from '../../../src/engine/matrix'
import { runGraph } from '../../../src/engine/model/graph'
import { passThrough } from '../../../src/engine/encode/encode'
import type { LoadedModel } from '../../../src/engine/model/load'
import { DEFAULT_RULES } from '../../../src/engine/text/preprocess/defaults'
import { explainDifference, type WhyHooks } from '../../../src/engine/why/explain'
import type { WhyInput, WhyResult, WhyRow, WhyTarget } from '../../../src/engine/why/types'
import { valueOf } from '../../engine'

export { sharedLoad as modelOf } from '../model/real-runtime'

export const settingsOf = ({ info }: LoadedModel, more: Partial<EncodeSettings> = {}): EncodeSettings => ({
  tokenizerMode: 'hf4',
  maxLength: Math.min(info.positionLimit.value, 1024),
  normalize: true,
  truncateDim: null,
  ...more,
})

export const encoded = (
  model: LoadedModel,
  text: string,
  more: Partial<EncodeSettings> = {},
): Promise<Encoded> => encodeText(model, text, settingsOf(model, more))

export const denseOf = async (model: LoadedModel, text: string, more: Partial<EncodeSettings> = {}) =>
  Float64Array.from(valueOf((await encoded(model, text, more)).denseVecs))

export const sparseOf = async (model: LoadedModel, text: string, more: Partial<EncodeSettings> = {}) =>
  valueOf((await encoded(model, text, more)).lexicalWeights)

export const rowsOf = async (model: LoadedModel, text: string, more: Partial<EncodeSettings> = {}) => {
  const { rows, dimension, data } = valueOf((await encoded(model, text, more)).colbertVecs)
  return { rows, dimension, data: Float64Array.from(data) }
}

/** @param ids in place of the text's own */
export async function hiddenOf(model: LoadedModel, text: string, ids?: Int32Array): Promise<Matrix> {
  if (!ids) {
    const { pass } = await passThrough(new EncodedCache(), model, text, settingsOf(model), {})
    return valueOf(pass.hidden)
  }
  const name = model.chain!.chain.parts.plan.hidden.at(-1)!.name
  const outputs = await runGraph(model.session, ids, model.padId, { outputs: [name] })
  const { dims, data } = outputs[name]!
  return { rows: dims.at(-2)!, dimension: dims.at(-1)!, data }
}

/** Of the whole text, without a cut. */
export const idsIn = (model: LoadedModel, text: string, mode: 'hf4' | 'hf5' = 'hf4'): Int32Array =>
  model.tokenizers.get(mode).encode(text, 1_000_000).ids

/** Something for every hypothesis to change. */
export const TEXT =
  '  Hello World, my Phone <b>does not</b> charge &amp; “the” cable is\nfine 😀. It was bought last week. Tiếng Việt của tôi ﬁne, 手机充不进电，怎么办？ Please refund it.\n\nThe Second paragraph says thank you. It has two sentences. \n '

export const SHORT = '  My Phone <b>does not</b> charge. Please refund it \n'

/** Composed; what the library's tokenizer makes of it decomposed is known to differ (tokenizers#2116). */
export const VIETNAMESE = 'Tiếng Việt của tôi'.normalize('NFC')

/** More tokens than any limit below 1,024. */
export const LONG = Array.from(
  { length: 90 },
  (_, at) => `Sentence number ${at} says that Order ${at * 37} has been Shipped.`,
).join(' ')

export const dense = (vector: Iterable<number>): WhyTarget => ({
  head: 'dense',
  vector: Float64Array.from(vector),
})

/** A text alone, as the page has it at its start. */
export const inputOf = (
  model: LoadedModel,
  target: WhyTarget,
  text: string,
  more: Partial<WhyInput> = {},
): WhyInput => ({
  target,
  text,
  other: null,
  title: null,
  prefix: '',
  otherPrefix: '',
  rules: DEFAULT_RULES,
  leaveOutMetadata: false,
  settings: settingsOf(model),
  ...more,
})

export const explain = (
  model: LoadedModel,
  target: WhyTarget,
  text: string,
  more: Partial<WhyInput> = {},
  hooks: WhyHooks = {},
): Promise<WhyResult> => explainDifference(model, inputOf(model, target, text, more), hooks)

export const namesOf = (row: Pick<WhyRow, 'hypotheses'> | null): string[] =>
  row?.hypotheses.map(({ id }) => id) ?? ['nothing']

/** The best, and what cannot be told from it. */
export const allNames = ({ best, equallyGood }: WhyResult): string[] =>
  [best, ...equallyGood].map((row) => namesOf(row).join(' + '))

export const unit = (vector: Iterable<number>): number[] => {
  const values = [...vector]
  const length = Math.hypot(...values)
  return values.map((value) => value / length)
}
