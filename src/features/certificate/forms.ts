import type { Certificate } from '../../engine/certify/types'
import type { Activations } from '../../engine/model/ports'

export interface Form {
  readonly activations: Activations | null
  /** Null before the run. */
  readonly certificate: Certificate | null
}

/**
 * The forms that the table shows side by side: both forms of activations if the model offers the choice, always in
 * the same order, else one.
 */
export function formsOf(
  certificate: Certificate | null,
  activations: readonly Activations[],
): readonly Form[] {
  const made = certificate ? [certificate, ...(certificate.other ? [certificate.other] : [])] : []
  if (made.length < 2 && !(certificate === null && activations.length > 1))
    return [{ activations: certificate?.identity.activations ?? activations[0] ?? null, certificate }]
  return (['published', 'faithful'] as const).map((form) => ({
    activations: form,
    certificate: made.find(({ identity }) => identity.activations === form) ?? null,
  }))
}
