/** The scale of colours for similarity. */
import { describe, expect, it } from 'vitest'
import {
  colourAt,
  itselfColour,
  lightness,
  luminance,
  textOn,
  type Rgb,
} from '../../../src/ui/matrix/colours'

const steps = (isDark: boolean): Rgb[] => Array.from({ length: 256 }, (_, at) => colourAt(at / 255, isDark))
const contrast = (one: Rgb, other: Rgb) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

describe.each([
  ['light', false],
  ['dark', true],
])('the %s scale', (_, isDark) => {
  const scale = steps(isDark)

  it('has a luminance that only falls (on a light page) or only rises', () => {
    const values = scale.map(luminance)
    for (const [at, value] of values.slice(1).entries())
      if (isDark) expect(value).toBeGreaterThanOrEqual(values[at]!)
      else expect(value).toBeLessThanOrEqual(values[at]!)
    expect(Math.abs(lightness(scale[0]!) - lightness(scale[255]!))).toBeGreaterThan(70)
  })

  it('has equal steps of lightness, so that equal differences look equal', () => {
    const values = scale.map(lightness)
    const whole = values[255]! - values[0]!
    for (const [at, value] of values.entries())
      expect(Math.abs(value - (values[0]! + (whole * at) / 255))).toBeLessThan(1)
  })

  it('is blue everywhere', () => {
    for (const [r, g, b] of scale) {
      expect(b).toBeGreaterThanOrEqual(g)
      expect(g).toBeGreaterThanOrEqual(r)
    }
  })

  it('has numbers that can be read on every colour', () => {
    for (const colour of [...scale, itselfColour(isDark)]) {
      const ink: Rgb = textOn(colour) === '#000' ? [0, 0, 0] : [255, 255, 255]
      expect(contrast(colour, ink)).toBeGreaterThanOrEqual(4.5)
    }
  })
})

it('high values are dark on a light page and bright on a dark one', () => {
  expect(lightness(colourAt(1, false))).toBeLessThan(25)
  expect(lightness(colourAt(0, false))).toBeGreaterThan(95)
  expect(lightness(colourAt(1, true))).toBeGreaterThan(95)
  expect(lightness(colourAt(0, true))).toBeLessThan(25)
})
