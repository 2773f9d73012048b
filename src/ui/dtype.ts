import type { TFunction } from 'i18next'
import type { EncodeSettings } from '../engine/encode/types'
import type { ModelInfo } from '../engine/model/types'
import { offersActivations, offersArithmetic } from '../engine/model/types'

/** What of a run's settings says how codes are computed. */
type Computed = Pick<EncodeSettings, 'activations' | 'arithmetic'>

/**
 * "fp32"; "int8, one scale per token" where a run may choose; "int8, as published, as a CPU without VNNI (AVX2)". Exact sums
 * are not named.
 * @param form short for a narrow place
 */
export function dtypeWith(
  t: TFunction<'common'>,
  info: ModelInfo,
  { activations = 'published', arithmetic = 'exact' }: Computed = {},
  form: 'full' | 'short' = 'full',
): string {
  const suffix = form === 'full' ? '' : 'Short'
  const words = [
    ...(offersActivations(info) ? [t(`activations.${activations}${suffix}`)] : []),
    ...(offersArithmetic(info) && arithmetic === 'avx2' ? [t(`arithmetic.avx2${suffix}`)] : []),
  ]
  return words.reduce((dtype, each) => t('activations.with', { dtype, words: each }), info.dtype.value)
}
