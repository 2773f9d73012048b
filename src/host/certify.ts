/** The engine's handler of `certify`. */
import { detail } from '../engine/details'
import { certifyForms } from '../engine/certify/forms'
import { parseReference } from '../engine/certify/reference'
import type { Reference } from '../engine/certify/types'
import { EngineError, throwIfCancelled } from '../engine/errors'
import type { Calls } from './calls'
import type { CallContext } from './handlers'
import type { Loaded } from './model-holder'

/**
 * A cancel takes effect between two texts or two layers.
 * @param checkpoint throws run/cancelled after a cancel
 * @throws EngineError reference/invalid, run/cancelled, and what encoding throws
 */
export async function certify(
  { model, cache, source }: Loaded,
  { reference, tokenizerMode, activations, arithmetic }: Calls['certify']['in'],
  { signal, progress }: CallContext<'certify'>,
  checkpoint: () => Promise<void>,
): Promise<Calls['certify']['out']> {
  throwIfCancelled(signal)
  const values = reference ?? (await ownReference({ model, source }, signal))
  const options = { tokenizerMode, ...(activations && { activations }), ...(arithmetic && { arithmetic }) }
  return certifyForms(model, cache, values, options, { onProgress: progress, checkpoint })
}

/** The reference values that lie in the model's own folder. */
async function ownReference(
  { model, source }: Pick<Loaded, 'model' | 'source'>,
  signal: AbortSignal,
): Promise<Reference> {
  const file = model.info.referenceFile
  if (file === null)
    throw new EngineError('reference/invalid', `${model.info.id} has no file of reference values.`, {
      file: model.info.id,
      detail: detail('no-reference-file'),
    })
  const { data } = await source.read(file, { signal })
  return parseReference(new TextDecoder('utf-8').decode(data), file)
}
