/**
 * One sequential scale for similarity everywhere: blues from near white to dark, so that colour-blind eyes see the same. Its
 * steps are equally far apart in lightness (L* of CIELAB), so that equal steps look equal.
 */
import { interpolateLab, piecewise } from 'd3-interpolate'

export type Rgb = readonly [red: number, green: number, blue: number]

/** High values are dark on a light page, and bright on a dark page. */
const STOPS = {
  light: ['#f7fbff', '#deebf7', '#c2dbee', '#93c4df', '#5ba3cf', '#2f7fb9', '#155c9f', '#0c2f66'],
  dark: ['#1c3354', '#20497b', '#2a67a4', '#4489c6', '#70addd', '#a5cfee', '#d0e6f8', '#f0f8ff'],
} as const
const STEPS = 256
/** Points of the path that the steps are taken from. */
const FINE = 4096

const rgbOf = (text: string): Rgb => {
  const [r, g, b] = text.match(/\d+/g)!.map(Number)
  return [r!, g!, b!]
}

function scaleOf(stops: readonly string[]): readonly Rgb[] {
  const path = piecewise(interpolateLab, [...stops])
  const lightnessAt = (at: number) => lightness(rgbOf(path(at)))
  const [from, to] = [lightnessAt(0), lightnessAt(1)]
  const scale: Rgb[] = []
  let at = 0
  for (let step = 0; step < STEPS; step++) {
    const wanted = Math.abs(from - to) * (step / (STEPS - 1))
    while (at < FINE && Math.abs(lightnessAt(at / FINE) - from) < wanted) at++
    scale.push(rgbOf(path(at / FINE)))
  }
  return scale
}

export function luminance([r, g, b]: Rgb): number {
  const linear = (value: number) => {
    const part = value / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

/** L* of CIELAB, from 0 to 100. */
export function lightness(colour: Rgb): number {
  const y = luminance(colour)
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (24389 / 27) * y
}

const scales = new Map<boolean, readonly Rgb[]>()

function scale(isDark: boolean): readonly Rgb[] {
  const known = scales.get(isDark)
  if (known !== undefined) return known
  const made = scaleOf(STOPS[isDark ? 'dark' : 'light'])
  scales.set(isDark, made)
  return made
}

/** @param t from 0 to 1, clamped */
export function colourAt(t: number, isDark: boolean): Rgb {
  const clamped = Math.min(1, Math.max(0, t))
  return scale(isDark)[Math.round(clamped * (STEPS - 1))]!
}

/** A cell that compares a thing with itself: no colour of the scale, since its value is in no range. */
export const itselfColour = (isDark: boolean): Rgb => (isDark ? [58, 66, 78] : [218, 224, 230])

/** Black or white, whichever has the better contrast on this colour. The contrast is always at least 4.5 to 1. */
export const textOn = (colour: Rgb): '#000' | '#fff' => (luminance(colour) > 0.179 ? '#000' : '#fff')

export const css = ([r, g, b]: Rgb): string => `rgb(${r} ${g} ${b})`

export const gradientCss = (isDark: boolean): string =>
  `linear-gradient(to right, ${Array.from({ length: 9 }, (_, at) => css(colourAt(at / 8, isDark))).join(', ')})`

/** Position of a value between low (0) and high (1); 0.5 if they are equal. */
export const between = (value: number, low: number, high: number): number =>
  high > low ? (value - low) / (high - low) : 0.5
