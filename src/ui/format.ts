/**
 * A number as the page shows it: fixed decimals, so that columns align. A value too small for them is written in
 * exponents: "0.0000" would claim that it is zero.
 */
export function formatNumber(value: number, digits: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (value === 0) return (0).toFixed(digits)
  const fixed = value.toFixed(digits)
  return Number(fixed) === 0 ? value.toExponential(1) : fixed
}

/** The decimals that a setting was typed with, at most `most`: weight 1 is shown as 1, and 0.3 as 0.3. */
export function decimalsOf(value: number, most = 4): number {
  const text = String(value)
  if (text.includes('e')) return most
  return Math.min(most, text.split('.')[1]?.length ?? 0)
}
