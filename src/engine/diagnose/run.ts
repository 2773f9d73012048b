/** Encodes and measures the texts of a diagnosis. */
import type { EncodedCache } from '../encode/cache'
import type { Encoded, EncodeSettings } from '../encode/types'
import { EngineError } from '../errors'
import type { LoadedModel } from '../model/load'
import { encodeThrough, type PairHooks } from '../pipeline'
import type { Scores, Weights } from '../score/types'
import { fullWidthIn, hiddenIn } from './characters'
import { diagnose } from './diagnose'
import { notFiniteRun } from './facts/not-finite'
import { otherMode } from './facts/tokenizers-differ'
import type { DiagnosisSide, DiagnosisText, Fact, Measured } from './types'

/** No text has so many tokens: two of which only a part is compared would be called equal. */
const UNCUT = Number.MAX_SAFE_INTEGER

export interface DiagnoseRequest {
  readonly a: DiagnosisText
  /** Null: A alone. */
  readonly b: DiagnosisText | null
  readonly settings: EncodeSettings
  readonly weights: Weights
  /** Of these two texts; null: not known, or A alone. */
  readonly scores: Scores | null
  /** False: only tokens are looked at, and the model does not run. */
  readonly encode?: boolean
}

/**
 * Runs the model only for texts that the cache does not have.
 * @throws EngineError as encodeText, but a model that gives NaN or infinity is a fact
 */
export async function diagnoseTexts(
  model: LoadedModel,
  cache: EncodedCache,
  request: DiagnoseRequest,
  hooks: PairHooks = {},
): Promise<readonly Fact[]> {
  const { settings, weights, scores } = request
  // Taken at once: other runs put texts into the cache while this one waits.
  const given = knownTexts(cache, request)
  const texts: Measured[] = []
  try {
    for (const [done, { side, text, known }] of given.entries()) {
      hooks.onProgress?.({ done, total: given.length, side })
      await hooks.checkpoint?.()
      const encoded =
        request.encode === false
          ? null
          : (known ?? (await encodedText(model, cache, text.input, settings, side, hooks)))
      texts.push(measured(model, side, text, settings, encoded))
    }
  } catch (error) {
    if (error instanceof EngineError && error.code === 'model/not-finite') return [notFiniteRun(error.values)]
    throw error
  }
  return diagnose({ texts, scores, weights, settings, info: model.info })
}

/** Whether the model need not run, so that other runs need not be waited for. */
export const isKnown = (cache: EncodedCache, request: DiagnoseRequest): boolean =>
  request.encode === false || knownTexts(cache, request).every(({ known }) => known !== undefined)

const knownTexts = (cache: EncodedCache, { a, b, settings }: DiagnoseRequest) =>
  [{ side: 'a', text: a } as const, ...(b === null ? [] : [{ side: 'b', text: b } as const])].map((each) => ({
    ...each,
    known: cache.get(each.text.input, settings),
  }))

const encodedText = async (
  model: LoadedModel,
  cache: EncodedCache,
  input: string,
  settings: EncodeSettings,
  side: DiagnosisSide,
  { checkpoint }: PairHooks,
): Promise<Encoded> =>
  (await encodeThrough(cache, model, input, settings, { side }, checkpoint ? { checkpoint } : {})).encoded

/** @param encoded null: the model did not run */
function measured(
  { tokenizers, info }: LoadedModel,
  side: DiagnosisSide,
  text: DiagnosisText,
  { tokenizerMode, maxLength }: EncodeSettings,
  encoded: Encoded | null,
): Measured {
  const tokenizer = tokenizers.get(tokenizerMode)
  const tokens = (input: string, by = tokenizer) => by.encode(input, UNCUT)
  const orNull = (input: string | null) => (input === null ? null : tokens(input))
  const cleaned = (found: ReturnType<typeof hiddenIn>) =>
    found && { characters: found.characters, tokenized: tokens(found.text) }
  const tokenized = encoded?.tokenized ?? tokenizer.encode(text.input, maxLength)
  return {
    side,
    text,
    tokenized,
    encoded,
    all: tokenized.truncated ? tokens(text.input) : tokenized,
    other:
      info.tokenizerModes.length > 1 ? tokens(text.input, tokenizers.get(otherMode(tokenizerMode))) : null,
    withoutRules: orNull(text.withoutRules),
    withoutHeaders: orNull(text.withoutHeaders),
    withoutHidden: cleaned(hiddenIn(text.input)),
    withoutFullWidth: cleaned(fullWidthIn(text.input)),
  }
}
