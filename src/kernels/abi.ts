/**
 * The layout of everything that JavaScript and the kernels share in the WASM memory. This file is read by both compilers,
 * TypeScript and AssemblyScript, so it has nothing but constants. All offsets are in bytes; every field is 32 bits wide and
 * holds an i32, unless its line says f32, f64 or pointer (u32 address in the same memory).
 *
 * "Row" is a token: the rows of all texts of a run lie one after another, without padding.
 */

/** Changes when the layout does: JavaScript refuses a binary with another number. */
export const ABI = 2

// ---- JOB: one run. 4096 bytes, 64-byte aligned ----
export const JOB_BYTES = 4096
// Each of these has a cache line of its own, because all threads write them.
export const JOB_ARRIVED = 0 // threads that wait at the barrier
export const JOB_GENERATION = 64 // of the barrier
export const JOB_NEXT = 128 // the work counter: next item of the current phase
export const JOB_WAITERS = 192 // threads that sleep
export const JOB_EPOCH = 256 // threads run when it changes; below 0 they end
export const JOB_PAUSED = 320 // 1: threads take no further item

export const JOB_THREADS = 384
export const JOB_ROWS = 388 // of all texts
export const JOB_TEXTS = 392
export const JOB_STARTS = 396 // pointer: i32[texts + 1], first row of each text, then JOB_ROWS
export const JOB_LAYERS = 400 // pointer: LAYER structs, one after another
export const JOB_FIRST = 404 // layers [first, last) are run
export const JOB_LAST = 408
export const JOB_LAYER = 412 // where a paused run goes on: layer
export const JOB_PHASE = 416 // and phase of it
export const JOB_ACTIVATIONS = 420 // ACTIVATIONS_*
export const JOB_HIDDEN_STATES = 424 // pointer: f32[rows][hidden], in place
export const JOB_WIDE = 428 // pointer: f32[rows][max(3 * hidden, intermediate)]: Q K V, then the intermediate activations
export const JOB_CONTEXT = 432 // pointer: f32[rows][hidden]: context of the attention, then what each half of the layer adds
export const JOB_PACKED = 436 // pointer: rows packed for a product, rows * max k * 4 bytes (fp32), 2 (int16), 1 (int8)
export const JOB_RANGES = 440 // pointer: RANGE structs, one for each row
export const JOB_TEXT_RANGES = 444 // pointer: f32[texts][2]: least, greatest
export const JOB_SCRATCH = 448 // pointer: scratch of thread 0; the others follow
export const JOB_SCRATCH_BYTES = 452 // of each thread
export const JOB_ATTEND_LAYER = 456 // layer whose attention weights are written; -1: none
export const JOB_ATTEND_TEXT = 460
export const JOB_ATTEND_FROM = 464 // query rows [from, to) of that text
export const JOB_ATTEND_TO = 468
export const JOB_ATTEND_OUT = 472 // pointer: f32[heads][to - from][n of the text]
export const JOB_LOST = 476 // 1: a thread did not arrive in time
export const JOB_DEADLINE = 480 // f64, in the clock of env.now(): thread 0 sets JOB_PAUSED after it; 0: never
export const JOB_PATIENCE = 488 // f64, milliseconds that thread 0 waits for another thread before it gives up
export const JOB_ROW_MASK = 496 // pointer: u8[rows], 0 hides a token as a key; 0: no token is hidden
export const JOB_STOPPED = 500 // the value of JOB_GENERATION from which on the run is done or pauses
export const JOB_PROFILE = 512 // f64[16]: milliseconds of each phase on thread 0
export const JOB_CONSTANTS = 1024 // vectors for exp and erf, filled once by `initialise`

/** What `run` gives. */
export const RUN_DONE = 0
export const RUN_PAUSED = 1
export const RUN_LOST = 2

/** Dynamic quantisation: one range for each text (the file's, DynamicQuantizeLinear), or for each row ("faithful"). */
export const ACTIVATIONS_TEXT = 0
export const ACTIVATIONS_ROW = 1

// ---- LAYER ----
export const LAYER_BYTES = 128
export const LAYER_QKV = 0 // pointer: MATRIX [hidden, 3 * hidden]
export const LAYER_OUTPUT = 4 // pointer: MATRIX [hidden, hidden]
export const LAYER_INTERMEDIATE = 8 // pointer: MATRIX [hidden, intermediate]
export const LAYER_FINAL = 12 // pointer: MATRIX [intermediate, hidden]
export const LAYER_NORM1_GAMMA = 16 // pointer: f32[hidden]; after attention
export const LAYER_NORM1_BETA = 20
export const LAYER_NORM2_GAMMA = 24 // after feed-forward
export const LAYER_NORM2_BETA = 28
export const LAYER_EPSILON1 = 32 // f32
export const LAYER_EPSILON2 = 36 // f32
export const LAYER_HIDDEN = 40
export const LAYER_FEED_FORWARD = 44 // width of the intermediate activations
export const LAYER_HEADS = 48
export const LAYER_HEAD_SIZE = 52
export const LAYER_SCALE = 56 // f32: factor of Q Kᵀ
export const LAYER_GELU = 60 // GELU_*
export const LAYER_HALF = 64 // 1: hidden states are rounded to fp16 where they leave the layer

export const GELU_ERF = 0
export const GELU_TANH = 1

// ---- MATRIX: weights packed for a product [rows, k] · [k, n] ----
export const MATRIX_BYTES = 64
export const MATRIX_KIND = 0 // MATRIX_*
export const MATRIX_K = 4
export const MATRIX_N = 8 // a multiple of 8 (packing pads with zero columns)
export const MATRIX_PANELS = 12 // pointer: panels of 8 columns
export const MATRIX_SCALES = 16 // pointer: f32[n], of the weights
export const MATRIX_BIAS = 20 // pointer: f32[n]
export const MATRIX_SUMS = 24 // pointer: i32[n], sum of each column's (code - zero point)
export const MATRIX_ZEROS = 28 // pointer: i32[n], zero points of the codes; 0: all are 0
export const MATRIX_REMAINDER = 32 // pointer: what was split off so that no pair saturates; 0: nothing
// From 36 on: for the packer and its kernels.

export const MATRIX_FLOAT = 0 // fp32 panels
export const MATRIX_INT16 = 1 // codes, activations as int16: exact in every engine
export const MATRIX_UNSIGNED = 2 // codes, 8-bit relaxed dot whose second operand is unsigned (x64), with a remainder: exact
export const MATRIX_SIGNED = 3 // codes, 8-bit dot-add whose second operand is signed (ARM): exact; rows are packed less 128
export const MATRIX_QUADS = 5 // as MATRIX_UNSIGNED, with four products added before they are widened: for narrower codes
export const MATRIX_DOTS = 6 // codes, 8-bit dot-add whose second operand is unsigned and that does not saturate (AVX-VNNI): exact
export const MATRIX_SATURATING = 4 // codes, pairs saturate at 16 bits: x86 without VNNI

// ---- RANGE: how a row of activations was quantised. 16 bytes ----
export const RANGE_BYTES = 16
export const RANGE_SCALE = 0 // f32
export const RANGE_ZERO = 4 // i32: zero point; with ACTIVATIONS_ROW 128
export const RANGE_CENTRE = 8 // f32: with ACTIVATIONS_ROW x ≈ scale * (q - 128) + centre; else 0
export const RANGE_SUM = 12 // i32: sum of the row's codes less the zero point; only where MATRIX_ZEROS is set
