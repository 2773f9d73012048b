/** One sequential scale for similarity everywhere: cividis, perceptually uniform and the same to colour-blind eyes. */
import { interpolateCividis } from 'd3-scale-chromatic'

export type Rgb = readonly [red: number, green: number, blue: number]

/** On a light page much is dark, on a dark one bright. */
const STEPS = 256
const parse = (css: string): Rgb => {
  const [r, g, b] = css.match(/\d+/g)!.map(Number)
  return [r!, g!, b!]
}
const scale: readonly Rgb[] = Array.from({ length: STEPS }, (_, at) =>
  parse(interpolateCividis(at / (STEPS - 1))),
)

/** @param t from 0 to 1, clamped */
export function colourAt(t: number, isDark: boolean): Rgb {
  const clamped = Math.min(1, Math.max(0, t))
  return scale[Math.round((isDark ? clamped : 1 - clamped) * (STEPS - 1))]!
}

const luminance = ([r, g, b]: Rgb): number => {
  const linear = (value: number) => {
    const part = value / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/** The one with the better contrast on this colour: at least 4.5 to 1 on any. */
export const textOn = (colour: Rgb): '#000' | '#fff' => (luminance(colour) > 0.179 ? '#000' : '#fff')

export const css = ([r, g, b]: Rgb): string => `rgb(${r} ${g} ${b})`

export const gradientCss = (isDark: boolean): string =>
  `linear-gradient(to right, ${Array.from({ length: 9 }, (_, at) => css(colourAt(at / 8, isDark))).join(', ')})`

/** Where a value stands between low and high; 0.5 where they are equal. */
export const between = (value: number, low: number, high: number): number =>
  high > low ? (value - low) / (high - low) : 0.5
