/** What this engine's relaxed dot does with a second operand above 127. */
import { relaxedPairs, saturatingPairs } from './simd'

/**
 * @returns 1: unsigned, with 16-bit saturation; 2: signed; 0: neither, or no relaxed dot
 * @param scratch 256 bytes
 */
export function probe(scratch: usize): i32 {
  if (!ASC_FEATURE_RELAXED_SIMD) return 0
  let isUnsigned = true
  let isSigned = true
  // From memory: of constants, the compiler might compute the dot itself.
  for (let trial = 0; trial < 64; trial++) {
    for (let at: usize = 0; at < 16; at++) {
      const mixed = trial * 16 + <i32>at
      store<i8>(scratch + at, <i8>(trial < 4 ? (trial & 1 ? 127 : -128) : (mixed * 167) ^ (mixed >> 3)))
      store<u8>(scratch + at, <u8>(trial < 2 ? 255 : trial < 4 ? 128 : (mixed * 101) ^ (mixed >> 2)), 16)
    }
    v128.store(scratch, relaxedPairs(v128.load(scratch), v128.load(scratch, 16)), 32)
    v128.store(scratch, saturatingPairs(v128.load(scratch), v128.load(scratch, 16)), 48)
    for (let pair: usize = 0; pair < 16; pair += 2) {
      const found = <i32>load<i16>(scratch + pair, 32)
      if (found != <i32>load<i16>(scratch + pair, 48)) isUnsigned = false
      const signed =
        <i32>load<i8>(scratch + pair) * <i32>load<i8>(scratch + pair, 16) +
        <i32>load<i8>(scratch + pair, 1) * <i32>load<i8>(scratch + pair, 17)
      if (signed <= 32767 && found != signed) isSigned = false
    }
  }
  return isUnsigned ? 1 : isSigned ? 2 : 0
}
