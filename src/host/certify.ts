import { certifyForms } from '../engine/certify/forms'
import { parseReference } from '../engine/certify/reference'
import type { Reference } from '../engine/certify/types'
import type { EncodedCache } from '../engine/encode/cache'
import { EngineError, throwIfCancelled } from '../engine/errors'
import type { LoadedModel } from '../engine/model/load'
import type { ModelSource } from '../engine/model/ports'
import type { Calls } from './calls'
import type { CallContext } from './engine'

interface Loaded {
  readonly model: LoadedModel
  readonly cache: EncodedCache
  readonly source: ModelSource
}

/** The engine's handler of `certify`; cancels between texts and layers. */
export async function certify(
  { model, cache, source }: Loaded,
  { reference, tokenizerMode, activations }: Calls['certify']['in'],
  { signal, progress }: CallContext<'certify'>,
  yieldToEvents: () => Promise<void>,
): Promise<Calls['certify']['out']> {
  throwIfCancelled(signal)
  return certifyForms(
    model,
    cache,
    reference ?? (await ownReference(model, source, signal)),
    { tokenizerMode, ...(activations && { activations }) },
    {
      onProgress: progress,
      checkpoint: async () => {
        await yieldToEvents()
        throwIfCancelled(signal)
      },
    },
  )
}

async function ownReference(
  model: LoadedModel,
  source: ModelSource,
  signal: AbortSignal,
): Promise<Reference> {
  const file = model.info.referenceFile
  if (file === null)
    throw new EngineError('reference/invalid', `${model.info.id} has no file of reference values.`, {
      file: model.info.id,
      detail: 'no such file in its folder',
    })
  const { data } = await source.read(file, { signal })
  return parseReference(new TextDecoder('utf-8').decode(data), file)
}
