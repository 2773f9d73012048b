import { detail } from '../details'
import type { EncodedCache } from '../encode/cache'
import type { Encoded } from '../encode/types'
import { EngineError } from '../errors'
import type { LoadedModel } from '../model/load'
import { tokenOf } from '../pipeline'
import { explain, scoresOf } from '../score'
import { checkWeights } from '../score/fuse'
import type { Weights } from '../score/types'
import { milliseconds } from '../units'
import { bothInContext } from './context'
import type { Anatomy, AnatomyInput, UnitsInput } from './types'
import { UnitEncoder, type UnitHooks } from './units'

/**
 * One cell of the heatmap, with everything that its scores are computed from.
 * @throws EngineError as encodeText; settings/invalid for a unit that max_length has cut off
 */
export async function anatomyOf(
  model: LoadedModel,
  cache: EncodedCache,
  input: AnatomyInput & { readonly weights: Weights },
  hooks: UnitHooks = {},
): Promise<Anatomy> {
  const started = performance.now()
  checkWeights(input.weights)
  const { a, b } =
    input.contextMode === 'context'
      ? await parts(model, cache, input, hooks)
      : await alone(model, cache, input, hooks)
  const token = tokenOf(model, input.settings)
  const explanation = explain(a, b, token)
  const self = (one: Encoded) => scoresOf(explain(one, one, token), input.weights)
  return {
    a,
    b,
    scores: scoresOf(explanation, input.weights),
    explanation,
    self: { a: self(a), b: self(b) },
    time: milliseconds(performance.now() - started),
  }
}

async function alone(
  model: LoadedModel,
  cache: EncodedCache,
  { a, b, i, j, settings }: AnatomyInput,
  hooks: UnitHooks,
): Promise<{ a: Encoded; b: Encoded }> {
  const [textA, textB] = [unitAt(a, i).text, unitAt(b ?? a, j).text]
  const encoder = new UnitEncoder(model, cache, settings, hooks, [textA, textB])
  const encodedA = await encoder.encode(textA, { side: 'a' })
  return {
    a: encodedA,
    b: textB === textA ? encodedA : await encoder.encode(textB, { side: 'b' }),
  }
}

async function parts(
  model: LoadedModel,
  cache: EncodedCache,
  { a, b, i, j, settings }: AnatomyInput,
  hooks: UnitHooks,
): Promise<{ a: Encoded; b: Encoded }> {
  const { ofA, ofB } = await bothInContext(model, cache, { a, b, settings }, hooks)
  return { a: there(ofA[i], i, settings.maxLength), b: there(ofB[j], j, settings.maxLength) }
}

const unitAt = ({ units }: UnitsInput, at: number) => {
  const unit = units[at]
  if (unit) return unit
  throw new EngineError('settings/invalid', `There is no unit ${at}; there are ${units.length}.`, {
    detail: detail('no-unit', { unit: at }),
  })
}

function there(part: Encoded | null | undefined, at: number, maxLength: number): Encoded {
  if (part) return part
  throw new EngineError(
    'settings/invalid',
    `No token of unit ${at} lies within max_length = ${maxLength}: raise it, or encode sentences by themselves.`,
    { detail: detail('unit-beyond', { unit: at, limit: maxLength }), limit: maxLength },
  )
}
