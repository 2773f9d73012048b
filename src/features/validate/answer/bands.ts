/** Bands of scores, [low, high) each; null is no bound. */
import type { Band } from '../../../engine/validate/distribution'

export type { Band }

/** As in test ids and files: "min-0.45", "0.55-0.75", "0.85-max". */
export const bandName = ([low, high]: Band): string => `${low ?? 'min'}-${high ?? 'max'}`

/** As people read it: "< 0.45", "0.55–0.75", "≥ 0.85". */
export function bandText([low, high]: Band): string {
  if (low === null) return high === null ? '−∞ – ∞' : `< ${high}`
  return high === null ? `≥ ${low}` : `${low}–${high}`
}

/** A band that has something in it. */
export const isBand = ([low, high]: Band): boolean => low === null || high === null || low < high

/** Steps of a dragged bound. Bounds are short decimals: they are names too. */
export const STEP = 0.01
export const onStep = (value: number, step = STEP): number =>
  Number((Math.round(value / step) * step).toFixed(4))

/** The bands with one bound moved; null: there would be nothing left of the band. */
export function movedBound(
  bands: readonly Band[],
  at: number,
  end: 0 | 1,
  value: number,
): readonly Band[] | null {
  const [low, high] = bands[at]!
  const moved: Band = end === 0 ? [value, high] : [low, value]
  if (!isBand(moved)) return null
  // Two bands of one name would be one.
  if (bands.some((band, other) => other !== at && bandName(band) === bandName(moved))) return null
  return bands.map((band, other) => (other === at ? moved : band))
}
