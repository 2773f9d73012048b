/** Which of the options behind "more" are not as the page has them at first. */
import { offersActivations, offersArithmetic, type ModelInfo } from '../../engine/model/types'
import type { AppState } from '../../core/state'
import { SETTINGS } from '../../core/settings/table'

/** The model's facts. They stay while the model loads again. */
const infoOf = ({ model, result }: AppState): ModelInfo | null =>
  (model.phase === 'ready' ? model.info : model.phase === 'loading' ? result?.info : null) ?? null

/** Whether the graph quantises activations when it runs. */
export const hasActivations = (state: AppState): boolean => {
  const info = infoOf(state)
  return info !== null && offersActivations(info)
}

/** Whether int8 products can be computed as on a CPU without VNNI. */
export const hasArithmetic = (state: AppState): boolean => {
  const info = infoOf(state)
  return info !== null && offersArithmetic(info)
}

/** Options that only some models have. */
const OF_MODEL: Readonly<Partial<Record<MoreName, (state: AppState) => boolean>>> = {
  activations: hasActivations,
  arithmetic: hasArithmetic,
}

const MORE = [
  'tokenizerMode',
  'prefix',
  'normalize',
  'truncateDim',
  'activations',
  'arithmetic',
  'threads',
  'whole',
  'provider',
] as const
export type MoreName = (typeof MORE)[number]

/** @returns the names in one string, so that an unchanged answer is the same value */
export const moreChanged = (state: AppState): string =>
  MORE.filter(
    (name) => state.settings[name] !== SETTINGS[name].initial && (OF_MODEL[name]?.(state) ?? true),
  ).join(' ')
