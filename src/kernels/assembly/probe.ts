/** What this engine's relaxed dots do with a second operand above 127. */
import { dotsOfUnsigned, relaxedPairs, saturatingPairs } from './simd'

/**
 * @returns 3: dot-add takes it as unsigned and does not saturate; 2: dot-add takes it as signed; 1: the 16-bit dot takes it as
 *   unsigned, with 16-bit saturation; 0: none of these, or no relaxed dot
 * @param scratch 256 bytes
 */
export function probe(scratch: usize): i32 {
  if (!ASC_FEATURE_RELAXED_SIMD) return 0
  let isUnsigned = true
  let isSigned = true
  let isExact = true
  // From memory: of constants, the compiler might compute the dot itself.
  for (let trial = 0; trial < 64; trial++) {
    for (let at: usize = 0; at < 16; at++) {
      const mixed = trial * 16 + <i32>at
      store<i8>(scratch + at, <i8>(trial < 4 ? (trial & 1 ? 127 : -128) : (mixed * 167) ^ (mixed >> 3)))
      store<u8>(scratch + at, <u8>(trial < 2 ? 255 : trial < 4 ? 128 : (mixed * 101) ^ (mixed >> 2)), 16)
      store<i32>(scratch + 64 + ((at & 3) << 2), (mixed - 500) * 7919)
    }
    const w = v128.load(scratch)
    const x = v128.load(scratch, 16)
    v128.store(scratch, relaxedPairs(w, x), 32)
    v128.store(scratch, saturatingPairs(w, x), 48)
    v128.store(scratch, dotsOfUnsigned(w, x, v128.load(scratch, 64)), 80)
    for (let pair: usize = 0; pair < 16; pair += 2)
      if (load<i16>(scratch + pair, 32) != load<i16>(scratch + pair, 48)) isUnsigned = false
    for (let four: usize = 0; four < 16; four += 4) {
      let signed = load<i32>(scratch + four, 64)
      let unsigned = signed
      for (let i: usize = 0; i < 4; i++) {
        signed += <i32>load<i8>(scratch + four + i) * <i32>load<i8>(scratch + four + i, 16)
        unsigned += <i32>load<i8>(scratch + four + i) * <i32>load<u8>(scratch + four + i, 16)
      }
      const found = load<i32>(scratch + four, 80)
      if (found != signed) isSigned = false
      if (found != unsigned) isExact = false
    }
  }
  return isExact ? 3 : isSigned ? 2 : isUnsigned ? 1 : 0
}
