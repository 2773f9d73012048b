import type { TFunction } from 'i18next'
import type { Activations } from '../engine/model/ports'
import type { ModelInfo } from '../engine/model/types'
import { offersActivations } from '../engine/model/types'

/** "fp32"; "int8, one scale per token" where a run may choose. @param form short for a narrow place */
export function dtypeWith(
  t: TFunction<'common'>,
  info: ModelInfo,
  activations: Activations = 'published',
  form: 'full' | 'short' = 'full',
): string {
  if (!offersActivations(info)) return info.dtype.value
  const words = form === 'full' ? t(`activations.${activations}`) : t(`activations.${activations}Short`)
  return t('activations.with', { dtype: info.dtype.value, words })
}
