/** The phases of a layer: how many items each has, what an item is, and what one thread does when all are done. */
import {
  JOB_ATTEND_LAYER,
  JOB_CONSTANTS,
  JOB_CONTEXT,
  JOB_FIRST,
  JOB_HIDDEN_STATES,
  JOB_LAYER,
  JOB_LAYERS,
  JOB_ROWS,
  JOB_THREADS,
  JOB_WIDE,
  LAYER_BYTES,
  LAYER_EPSILON1,
  LAYER_EPSILON2,
  LAYER_FEED_FORWARD,
  LAYER_FINAL,
  LAYER_GELU,
  LAYER_HALF,
  LAYER_HIDDEN,
  LAYER_INTERMEDIATE,
  LAYER_NORM1_BETA,
  LAYER_NORM1_GAMMA,
  LAYER_NORM2_BETA,
  LAYER_NORM2_GAMMA,
  LAYER_OUTPUT,
  LAYER_QKV,
  MATRIX_FLOAT,
  MATRIX_KIND,
} from '../abi'
import { attentionItem, attentionItems } from './attention'
import { weightItem, weightItems } from './attention-weights'
import { pointer } from './job'
import { packItem, packItems, productItem, productItems } from './products'
import { rangeOf, settleRanges } from './ranges'
import { activate, addAndNorm, rangeOfRow } from './rows'

/** In this order. The ranges of a layer's input come from the norm of the layer before, but for the run's first. */
export const INPUT_RANGE = 0
export const INPUT_PACK = 1
export const QKV_PRODUCT = 2
export const ATTENTION = 3
export const ATTENTION_WEIGHTS = 4
export const CONTEXT_RANGE = 5
export const CONTEXT_PACK = 6
export const OUTPUT_PRODUCT = 7
export const FIRST_NORM = 8
export const NORM_PACK = 9
export const INTERMEDIATE_PRODUCT = 10
export const ACTIVATION = 11
export const ACTIVATION_PACK = 12
export const FINAL_PRODUCT = 13
export const SECOND_NORM = 14
export const PHASES = 15

/** Rows of an item of the phases that work on rows alone. */
const MOST_ROWS = 8

export function layerOf(job: usize): usize {
  return pointer(job, JOB_LAYERS) + <usize>load<i32>(job, JOB_LAYER) * LAYER_BYTES
}

/** At least two items for each thread, where there are as many rows. */
function rowsOfItem(job: usize): i32 {
  const spread = load<i32>(job, JOB_ROWS) / (2 * load<i32>(job, JOB_THREADS))
  return min(MOST_ROWS, max(1, spread))
}

function rowItems(job: usize): i32 {
  const each = rowsOfItem(job)
  return (load<i32>(job, JOB_ROWS) + each - 1) / each
}

function isQuantised(layer: usize, matrix: usize): bool {
  return load<i32>(pointer(layer, matrix), MATRIX_KIND) != MATRIX_FLOAT
}

export function itemsOf(job: usize, phase: i32): i32 {
  const layer = layerOf(job)
  switch (phase) {
    case INPUT_RANGE:
      return load<i32>(job, JOB_LAYER) == load<i32>(job, JOB_FIRST) && isQuantised(layer, LAYER_QKV) ? rowItems(job) : 0
    case INPUT_PACK:
      return packItems(job, pointer(layer, LAYER_QKV))
    case QKV_PRODUCT:
      return productItems(job, pointer(layer, LAYER_QKV))
    case ATTENTION:
      return attentionItems(job, layer)
    case ATTENTION_WEIGHTS:
      return load<i32>(job, JOB_LAYER) == load<i32>(job, JOB_ATTEND_LAYER) ? weightItems(job, layer) : 0
    case CONTEXT_RANGE:
      return isQuantised(layer, LAYER_OUTPUT) ? rowItems(job) : 0
    case CONTEXT_PACK:
      return packItems(job, pointer(layer, LAYER_OUTPUT))
    case OUTPUT_PRODUCT:
      return productItems(job, pointer(layer, LAYER_OUTPUT))
    case NORM_PACK:
      return packItems(job, pointer(layer, LAYER_INTERMEDIATE))
    case INTERMEDIATE_PRODUCT:
      return productItems(job, pointer(layer, LAYER_INTERMEDIATE))
    case ACTIVATION_PACK:
      return packItems(job, pointer(layer, LAYER_FINAL))
    case FINAL_PRODUCT:
      return productItems(job, pointer(layer, LAYER_FINAL))
    default: // the norms and the activation
      return rowItems(job)
  }
}

export function doItem(job: usize, phase: i32, thread: i32, item: i32): void {
  const layer = layerOf(job)
  switch (phase) {
    case INPUT_PACK:
      packItem(job, pointer(layer, LAYER_QKV), pointer(job, JOB_HIDDEN_STATES), item)
      break
    case QKV_PRODUCT:
      productItem(job, pointer(layer, LAYER_QKV), pointer(job, JOB_WIDE), item)
      break
    case ATTENTION:
      attentionItem(job, layer, thread, item)
      break
    case ATTENTION_WEIGHTS:
      weightItem(job, layer, thread, item)
      break
    case CONTEXT_PACK:
      packItem(job, pointer(layer, LAYER_OUTPUT), pointer(job, JOB_CONTEXT), item)
      break
    case OUTPUT_PRODUCT:
      productItem(job, pointer(layer, LAYER_OUTPUT), pointer(job, JOB_CONTEXT), item)
      break
    case NORM_PACK:
      packItem(job, pointer(layer, LAYER_INTERMEDIATE), pointer(job, JOB_HIDDEN_STATES), item)
      break
    case INTERMEDIATE_PRODUCT:
      productItem(job, pointer(layer, LAYER_INTERMEDIATE), pointer(job, JOB_WIDE), item)
      break
    case ACTIVATION_PACK:
      packItem(job, pointer(layer, LAYER_FINAL), pointer(job, JOB_WIDE), item)
      break
    case FINAL_PRODUCT:
      productItem(job, pointer(layer, LAYER_FINAL), pointer(job, JOB_CONTEXT), item)
      break
    default: {
      const each = rowsOfItem(job)
      const last = min((item + 1) * each, load<i32>(job, JOB_ROWS))
      for (let row = item * each; row < last; row++) doRow(job, layer, phase, row)
    }
  }
}

function doRow(job: usize, layer: usize, phase: i32, row: i32): void {
  const hidden = load<i32>(layer, LAYER_HIDDEN)
  const at = <usize>(row * hidden) << 2
  const states = pointer(job, JOB_HIDDEN_STATES) + at
  const context = pointer(job, JOB_CONTEXT) + at
  const range = rangeOf(job, row)
  if (phase == INPUT_RANGE) rangeOfRow(states, hidden, range)
  else if (phase == CONTEXT_RANGE) rangeOfRow(context, hidden, range)
  else if (phase == ACTIVATION) {
    const width = load<i32>(layer, LAYER_FEED_FORWARD)
    const x = pointer(job, JOB_WIDE) + (<usize>(row * width) << 2)
    activate(job + JOB_CONSTANTS, x, width, load<i32>(layer, LAYER_GELU), range)
  } else if (phase == FIRST_NORM)
    addAndNorm(states, context, pointer(layer, LAYER_NORM1_GAMMA), pointer(layer, LAYER_NORM1_BETA), load<f32>(layer, LAYER_EPSILON1), hidden, false, range)
  else
    addAndNorm(states, context, pointer(layer, LAYER_NORM2_GAMMA), pointer(layer, LAYER_NORM2_BETA), load<f32>(layer, LAYER_EPSILON2), hidden, load<i32>(layer, LAYER_HALF) != 0, range)
}

/** By the last thread that arrives, while the others wait. */
export function finish(job: usize, phase: i32): void {
  const layer = layerOf(job)
  if (phase == INPUT_RANGE) settleRanges(job)
  else if (phase == CONTEXT_RANGE) settleRanges(job)
  else if (phase == FIRST_NORM) {
    if (isQuantised(layer, LAYER_INTERMEDIATE)) settleRanges(job)
  } else if (phase == ACTIVATION) {
    if (isQuantised(layer, LAYER_FINAL)) settleRanges(job)
  } else if (phase == SECOND_NORM) settleRanges(job) // for the layer that follows
}
