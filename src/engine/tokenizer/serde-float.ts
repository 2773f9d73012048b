/** Decimal digits as `String(number)` writes them: integer part, fraction, exponent. */
const DECIMAL = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/

/** A double's shortest form has at most 17 digits; with a leading "0." up to 6 zeros more, which count nothing. */
const LOW_DIGITS = 8

const POWERS = Array.from({ length: 23 }, (_, i) => Number(`1e${i}`))

/**
 * The f64 that serde_json 1.0 (without its feature float_roundtrip, as tokenizers 0.22.2 is built) reads for a
 * JSON number: all digits as one integer, rounded to f64, then divided by a power of ten and rounded again. A
 * quarter of XLM-R's scores come out one unit in the last place away from what JSON.parse reads, and such units
 * can decide between segmentations that would tie (the same pieces in another order).
 *
 * Takes the parsed number and writes it out again: the shortest digits that give it, which is how both the
 * library and Python write tokenizer.json.
 */
export function serdeFloat(parsed: number): number {
  if (Number.isInteger(parsed) && Math.abs(parsed) <= Number.MAX_SAFE_INTEGER) return parsed
  const text = String(Math.abs(parsed))
  const value = plain(text) ?? general(text)
  return parsed < 0 ? -value : value
}

/**
 * Digits with a point and no exponent, without intermediate strings: there are 250,000 scores to read. The high
 * digits times 1e8 are exact (at most 30 + 19 significant bits), so that adding the low ones is the one rounding.
 */
function plain(text: string): number | null {
  const lowFrom = text.length - LOW_DIGITS
  let high = 0
  let low = 0
  let fraction = 0
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit === -2) fraction = text.length - 1 - i
    else if (digit < 0 || digit > 9) return null
    else if (i < lowFrom) high = high * 10 + digit
    else low = low * 10 + digit
  }
  if (high > 999_999_999 || fraction < LOW_DIGITS || fraction >= POWERS.length) return null
  return (high * 1e8 + low) / POWERS[fraction]!
}

function general(text: string): number {
  const [, whole, fraction = '', exponent = '0'] = DECIMAL.exec(text)!
  const significand = Number(whole! + fraction)
  const power = Number(exponent) - fraction.length
  return power < 0 ? divide(significand, -power) : significand * Number(`1e${power}`)
}

/** serde_json's table of powers ends at 1e308; smaller numbers are divided twice. */
const divide = (significand: number, power: number) =>
  power <= 308 ? significand / Number(`1e${power}`) : significand / 1e308 / Number(`1e${power - 308}`)
