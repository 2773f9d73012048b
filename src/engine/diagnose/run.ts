/** Encodes and measures the texts of a diagnosis. */
import type { EncodedCache } from '../encode/cache'
import type { EncodeSettings } from '../encode/types'
import { EngineError } from '../errors'
import type { LoadedModel } from '../model/load'
import { encodeThrough, type PairHooks } from '../pipeline'
import type { Scores, Weights } from '../score/types'
import { STEPS_LIMIT } from '../tokenizer/steps-types'
import { fullWidthIn, hiddenIn } from './characters'
import { diagnose } from './diagnose'
import { notFiniteRun } from './facts/not-finite'
import { otherMode } from './facts/tokenizers-differ'
import type { DiagnosisSide, DiagnosisText, Fact, Measured } from './types'

export interface DiagnoseRequest {
  readonly a: DiagnosisText
  /** Null: A alone. */
  readonly b: DiagnosisText | null
  readonly settings: EncodeSettings
  readonly weights: Weights
  /** Of these two texts; null: not known, or A alone. */
  readonly scores: Scores | null
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
  const { settings, weights, scores, a, b } = request
  const given = [{ side: 'a' as const, text: a }, ...(b === null ? [] : [{ side: 'b' as const, text: b }])]
  const texts: Measured[] = []
  try {
    for (const [done, { side, text }] of given.entries()) {
      hooks.onProgress?.({ done, total: given.length, side })
      await hooks.checkpoint?.()
      texts.push(await measured(model, cache, side, text, settings, hooks))
    }
  } catch (error) {
    if (error instanceof EngineError && error.code === 'model/not-finite') return [notFiniteRun(error.values)]
    throw error
  }
  return diagnose({ texts, scores, weights, settings, info: model.info })
}

async function measured(
  model: LoadedModel,
  cache: EncodedCache,
  side: DiagnosisSide,
  text: DiagnosisText,
  settings: EncodeSettings,
  { checkpoint }: PairHooks,
): Promise<Measured> {
  const { encoded } = await encodeThrough(
    cache,
    model,
    text.input,
    settings,
    { side },
    checkpoint ? { checkpoint } : {},
  )
  const { tokenizers, info } = model
  const used = settings.tokenizerMode
  const tokenizer = tokenizers.get(used)
  const tokens = (input: string) => tokenizer.encode(input, STEPS_LIMIT)
  const cleaned = (found: ReturnType<typeof hiddenIn>) =>
    found && { characters: found.characters, tokenized: tokens(found.text) }
  return {
    side,
    text,
    encoded,
    all: encoded.tokenized.truncated ? tokens(text.input) : encoded.tokenized,
    other:
      info.tokenizerModes.length > 1 ? tokenizers.get(otherMode(used)).encode(text.input, STEPS_LIMIT) : null,
    withoutRules: text.withoutRules === null ? null : tokens(text.withoutRules),
    withoutHeaders: text.withoutHeaders === null ? null : tokens(text.withoutHeaders),
    withoutHidden: cleaned(hiddenIn(text.input)),
    withoutFullWidth: cleaned(fullWidthIn(text.input)),
  }
}
