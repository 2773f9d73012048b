import type { EncodedCache } from '../encode/cache'
import type { LoadedModel } from '../model/load'
import type { Activations } from '../model/ports'
import { certify, type CertifyHooks, type CertifySettings } from './certify'
import type { Certificate, Reference } from './types'

/**
 * Compares the model with reference values in each form that its activations can have. The certificate of the chosen form
 * holds the other one. A model with one form has one certificate.
 * @throws EngineError as certify
 */
export async function certifyForms(
  model: LoadedModel,
  cache: EncodedCache | null,
  reference: Reference,
  settings: CertifySettings,
  hooks: CertifyHooks = {},
): Promise<Certificate> {
  if (!model.info.activations.includes('faithful')) return certify(model, cache, reference, settings, hooks)
  const half = (activations: Activations, before: 0 | 1): Promise<Certificate> =>
    certify(model, cache, reference, { ...settings, activations }, {
      ...hooks,
      onProgress: ({ done, total, ...layer }) =>
        hooks.onProgress?.({ done: done + before * total, total: 2 * total, ...layer }),
    }) // oxfmt-ignore
  const chosen = settings.activations ?? 'published'
  const certificate = await half(chosen, 0)
  return { ...certificate, other: await half(chosen === 'published' ? 'faithful' : 'published', 1) }
}
