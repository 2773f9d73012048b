import type { TFunction } from 'i18next'
import type { AttentionSummary } from '../../engine/attention/types'
import type { Chosen } from './look'

/** Which weights are shown, in a few words. */
export function whatWords(t: TFunction<'attention'>, { layer, head, reduce }: Chosen): string {
  if (reduce === 'rollout' || reduce === 'all') return t(`reduce.${reduce}`)
  const of = reduce === 'head' ? `${t('head')} ${head}` : t(`reduce.${reduce}`)
  return `${t('layer')} ${layer} · ${of}`
}

/** How they are made of the softmax rows a, so that a mean is never taken for a row of the model. */
export function formulaWords(
  t: TFunction<'attention'>,
  { layer, head, reduce }: Chosen,
  { layers, heads }: AttentionSummary,
): string {
  return t(`formula.${reduce}`, { layer, head, layers, heads, all: layers * heads })
}
