/**
 * One sequential scale for similarity everywhere: a straight line through CIELAB, so that equal steps look equal, of one hue
 * and from light to dark, so that colour-blind eyes see the same.
 */
import { interpolateLab } from 'd3-interpolate'

export type Rgb = readonly [red: number, green: number, blue: number]

/** High values are dark on a light page, and bright on a dark page. */
const ENDS = { light: ['#f4f8fd', '#0a2f66'], dark: ['#16263f', '#e8f3ff'] } as const
const STEPS = 256

function scaleOf([low, high]: readonly [string, string]): readonly Rgb[] {
  const between = interpolateLab(low, high)
  return Array.from({ length: STEPS }, (_, at): Rgb => {
    const [r, g, b] = between(at / (STEPS - 1))
      .match(/\d+/g)!
      .map(Number)
    return [r!, g!, b!]
  })
}
const scales = { light: scaleOf(ENDS.light), dark: scaleOf(ENDS.dark) }

/** @param t from 0 to 1, clamped */
export function colourAt(t: number, isDark: boolean): Rgb {
  const clamped = Math.min(1, Math.max(0, t))
  return scales[isDark ? 'dark' : 'light'][Math.round(clamped * (STEPS - 1))]!
}

const luminance = ([r, g, b]: Rgb): number => {
  const linear = (value: number) => {
    const part = value / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/** Black or white, whichever has the better contrast on this colour. The contrast is always at least 4.5 to 1. */
export const textOn = (colour: Rgb): '#000' | '#fff' => (luminance(colour) > 0.179 ? '#000' : '#fff')

export const css = ([r, g, b]: Rgb): string => `rgb(${r} ${g} ${b})`

export const gradientCss = (isDark: boolean): string =>
  `linear-gradient(to right, ${Array.from({ length: 9 }, (_, at) => css(colourAt(at / 8, isDark))).join(', ')})`

/** Position of a value between low (0) and high (1); 0.5 if they are equal. */
export const between = (value: number, low: number, high: number): number =>
  high > low ? (value - low) / (high - low) : 0.5
