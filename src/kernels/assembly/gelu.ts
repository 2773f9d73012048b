/** The activation of the feed-forward part: x · Φ(x), with erf or with tanh, as the graph says. */
import {
  C_ERF_HIGH,
  C_ERF_LOW,
  C_ERF_MOST,
  C_ERF_SPLIT,
  C_EXP_MOST,
  C_HALF,
  C_ONE,
  C_SIGN,
  C_SQRT_HALF,
  C_TANH_CUBE,
  C_TANH_LINEAR,
} from './constants'
import { exp4, madd } from './simd'

// @ts-ignore: decorator
@inline
export function geluErf4(constants: usize, x: v128): v128 {
  const a = f32x4.mul(x, v128.load(constants, C_SQRT_HALF))
  const t = f32x4.pmin(f32x4.abs(a), v128.load(constants, C_ERF_MOST))
  const s = f32x4.mul(t, t)
  let high = madd(v128.load(constants, C_ERF_HIGH), t, v128.load(constants, C_ERF_HIGH + 16))
  const u = madd(v128.load(constants, C_ERF_HIGH + 32), t, v128.load(constants, C_ERF_HIGH + 48))
  high = madd(high, s, u)
  high = madd(high, t, v128.load(constants, C_ERF_HIGH + 64))
  high = madd(high, t, v128.load(constants, C_ERF_HIGH + 80))
  high = madd(high, t, v128.load(constants, C_ERF_HIGH + 96))
  high = madd(high, t, f32x4.neg(t))
  high = f32x4.sub(v128.load(constants, C_ONE), exp4(constants, high))
  high = v128.or(high, v128.and(a, v128.load(constants, C_SIGN)))
  let low = madd(v128.load(constants, C_ERF_LOW), s, v128.load(constants, C_ERF_LOW + 16))
  low = madd(low, s, v128.load(constants, C_ERF_LOW + 32))
  low = madd(low, s, v128.load(constants, C_ERF_LOW + 48))
  low = madd(low, s, v128.load(constants, C_ERF_LOW + 64))
  low = madd(low, s, v128.load(constants, C_ERF_LOW + 80))
  low = madd(low, a, a)
  const erf = v128.bitselect(high, low, f32x4.gt(t, v128.load(constants, C_ERF_SPLIT)))
  const half = f32x4.mul(x, v128.load(constants, C_HALF))
  return f32x4.mul(half, f32x4.add(erf, v128.load(constants, C_ONE)))
}

/** 0.5 x (1 + tanh(√(2/π) (x + 0.044715 x³))) = x / (1 + exp(-2 √(2/π) (x + 0.044715 x³))), which cancels nothing. */
// @ts-ignore: decorator
@inline
export function geluTanh4(constants: usize, x: v128): v128 {
  const cube = madd(f32x4.mul(x, x), v128.load(constants, C_TANH_CUBE), v128.load(constants, C_TANH_LINEAR))
  const e = exp4(constants, f32x4.pmin(f32x4.mul(x, cube), v128.load(constants, C_EXP_MOST)))
  return f32x4.div(x, f32x4.add(v128.load(constants, C_ONE), e))
}
