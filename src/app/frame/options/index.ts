/** The controls of the options, fetched when one of them is opened. */
export { ActivationsChoice } from './ActivationsChoice'
export { ArithmeticChoice } from './ArithmeticChoice'
export { NormalizeChoice, PrefixChoice, TokenizerChoice, WeightsChoice } from './choices'
export { MaxLengthChoice } from './MaxLengthChoice'
export { ThreadsChoice } from './ThreadsChoice'
export { TruncateChoice } from './TruncateChoice'
