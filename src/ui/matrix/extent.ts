/** Smallest and largest value, without NaN; 0 and 1 if there is no value. */
export function extent(data: Float64Array): { readonly low: number; readonly high: number } {
  let low = Infinity
  let high = -Infinity
  for (const value of data) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return low <= high ? { low, high } : { low: 0, high: 1 }
}
