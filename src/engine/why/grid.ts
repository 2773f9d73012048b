/** How values lie on a grid, and how others are put on it. */
import type { Hypothesis } from './names'

export interface Rounding {
  readonly hypothesis: Hypothesis
  /** The target's values as numbers of a vector. Integer codes are decoded to fit the other vector's values. */
  readonly decode: (target: Float64Array, beside: Float64Array) => Float64Array
  /** Rounds values to the grid. @param target decoded */
  readonly round: (values: Float64Array, target: Float64Array) => Float64Array
  /** Half a step at each of the target's values: the most that rounding moves a value. @param target decoded */
  readonly half: (target: Float64Array) => (at: number) => number
  /** True: the scale of the vector was lost by the rounding. */
  readonly codes: boolean
  /** Other ways to come to the same grid; tried where this one does not fit. */
  readonly others?: readonly Rounding[]
}
