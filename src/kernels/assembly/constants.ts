/**
 * Vectors of four equal numbers in the job, from JOB_CONSTANTS on. The polynomials of exp and erf are those of onnxruntime
 * (MLAS, MIT licence): exp after Cody and Waite, erf in two pieces.
 */
import { JOB_CONSTANTS } from '../abi'

export const C_EXP_LEAST: usize = 0
export const C_EXP_MOST: usize = 16
export const C_LOG2E: usize = 32
export const C_LN2_HIGH: usize = 48
export const C_LN2_LOW: usize = 64
export const C_EXP_0: usize = 80
export const C_EXP_1: usize = 96
export const C_EXP_2: usize = 112
export const C_EXP_3: usize = 128
export const C_EXP_4: usize = 144
export const C_EXP_5: usize = 160
export const C_ONE: usize = 176
/** 1.5 · 2^23, and the bias of an exponent. */
export const C_ROUND: usize = 192
export const C_SIGN: usize = 208
export const C_HALF: usize = 224
export const C_SQRT_HALF: usize = 240
export const C_ERF_MOST: usize = 256
export const C_ERF_SPLIT: usize = 272
/** Seven coefficients of the piece above the split. */
export const C_ERF_HIGH: usize = 288
/** Seven of the piece below. */
export const C_ERF_LOW: usize = 400
export const C_TANH_LINEAR: usize = 512
export const C_TANH_CUBE: usize = 528

function fill(job: usize, at: usize, value: f32): void {
  v128.store(job + JOB_CONSTANTS + at, f32x4.splat(value))
}

function fillBits(job: usize, at: usize, value: i32): void {
  v128.store(job + JOB_CONSTANTS + at, i32x4.splat(value))
}

/** Fills JOB_CONSTANTS: once for each job. */
export function initialise(job: usize): void {
  // The exponent becomes 0 there, which is the number 0.
  fill(job, C_EXP_LEAST, <f32>-88.2)
  fill(job, C_EXP_MOST, 88)
  fill(job, C_LOG2E, <f32>1.44269504088896341)
  fill(job, C_LN2_HIGH, -0.693359375)
  fill(job, C_LN2_LOW, <f32>2.1219444e-4)
  fill(job, C_EXP_0, <f32>1.987569150e-4)
  fill(job, C_EXP_1, <f32>1.3981999507e-3)
  fill(job, C_EXP_2, <f32>8.3334519073e-3)
  fill(job, C_EXP_3, <f32>4.1665795894e-2)
  fill(job, C_EXP_4, <f32>1.6666665459e-1)
  fill(job, C_EXP_5, <f32>5.0000001201e-1)
  fill(job, C_ONE, 1)
  fill(job, C_ROUND, 12_583_039)
  fillBits(job, C_SIGN, 0x80000000)
  fill(job, C_HALF, 0.5)
  fill(job, C_SQRT_HALF, <f32>0.70710678118654752)
  fill(job, C_ERF_MOST, <f32>3.925)
  fill(job, C_ERF_SPLIT, 0.921875)
  fill(job, C_ERF_HIGH, <f32>-1.72853470e-5)
  fill(job, C_ERF_HIGH + 16, <f32>3.83197126e-4)
  fill(job, C_ERF_HIGH + 32, <f32>-3.88396438e-3)
  fill(job, C_ERF_HIGH + 48, <f32>2.42546219e-2)
  fill(job, C_ERF_HIGH + 64, <f32>-1.06777877e-1)
  fill(job, C_ERF_HIGH + 80, <f32>-6.34846687e-1)
  fill(job, C_ERF_HIGH + 96, <f32>-1.28717512e-1)
  fill(job, C_ERF_LOW, <f32>-5.96761703e-4)
  fill(job, C_ERF_LOW + 16, <f32>4.99119423e-3)
  fill(job, C_ERF_LOW + 32, <f32>-2.67681349e-2)
  fill(job, C_ERF_LOW + 48, <f32>1.12819925e-1)
  fill(job, C_ERF_LOW + 64, <f32>-3.76125336e-1)
  fill(job, C_ERF_LOW + 80, <f32>1.28379166e-1)
  fill(job, C_TANH_LINEAR, <f32>-1.5957691216057308)
  fill(job, C_TANH_CUBE, <f32>-0.0713548162726009)
}
