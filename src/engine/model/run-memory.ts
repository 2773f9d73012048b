/** Estimates the memory of a run before it is tried (bench/RESULTS.md, "Layer by layer": heap by length). */
import { EngineError } from '../errors'
import { BLOCK } from '../chain/part-sessions'
import { bytes, type Bytes } from '../units'
import type { ModelInfo } from './types'

/** The limit of 32-bit addresses, less a tenth that fragmentation makes unusable. */
export const HEAP_LIMIT = 0.9 * 4 * 2 ** 30

/** Score tensors (heads × rows × n) that are in the heap at once: scores and weights. */
const SCORE_TENSORS = 2
/** Tensors of n × hidden size beside them: the layer's input, q, k, v and their results. */
const ATTENTION_STATES = 5.1
/** The same in the feed-forward half, whose middle is four times as wide. */
const FEED_FORWARD_STATES = 11.2
/** What stays in onnxruntime-web beside our encoder: embeddings and heads with their results. */
const OWN_STATES = 4
/** Memory between tensors that is too small to be used. */
const FRAGMENTS = 1.1
const FLOAT = 4

/**
 * The heap after a run with n tokens: the loaded model and the tensors of one layer. With attention in blocks the score
 * tensors are small.
 */
export function estimateRun(
  info: Pick<ModelInfo, 'execution' | 'heapEstimate' | 'attentionHeads' | 'hiddenSize'>,
  n: number,
): Bytes {
  const { execution, heapEstimate, attentionHeads, hiddenSize } = info
  const encoder = execution.kind === 'layers' ? execution.encoder : undefined
  if (encoder?.engine === 'own') {
    const inMemory = encoder.rowBytes * n
    const around = OWN_STATES * hiddenSize.value * n * FLOAT
    return bytes(Math.round(heapEstimate + (inMemory > encoder.spare ? inMemory : 0) + FRAGMENTS * around))
  }
  const { blockedFrom } = execution.kind === 'layers' ? execution : { blockedFrom: null }
  const rows = blockedFrom !== null && n >= blockedFrom ? Math.min(BLOCK, n) : n
  const states = hiddenSize.value * n * FLOAT
  const attention = SCORE_TENSORS * attentionHeads.value * rows * n * FLOAT + ATTENTION_STATES * states
  const tensors = Math.max(attention, FEED_FORWARD_STATES * states)
  return bytes(Math.round(heapEstimate + FRAGMENTS * tensors))
}

/** Whether a run was refused because the text is too long for it. A shorter text can be tried. */
export const isTooLong = (error: unknown): boolean =>
  error instanceof EngineError && (error.code === 'run/too-large' || error.code === 'run/fused-attention')

/** @throws EngineError run/fused-attention, run/too-large with the numbers, and what to do instead */
export function checkRunMemory(
  info: Parameters<typeof estimateRun>[0] & Pick<ModelInfo, 'fusedAttention'>,
  n: number,
): void {
  checkFusedAttention(info, n)
  const needed = estimateRun(info, n)
  if (needed <= HEAP_LIMIT) return
  const { execution } = info
  const remedy = execution.kind === 'whole' && execution.reason === 'chosen' ? 'layers' : 'shorter'
  throw new EngineError(
    'run/too-large',
    `${n} tokens would take about ${needed} bytes of WebAssembly memory; ${HEAP_LIMIT} are available. ${
      remedy === 'layers' ? 'Let the model run layer by layer, or lower max_length.' : 'Lower max_length.'
    }`,
    { tokens: n, needed, limit: HEAP_LIMIT, remedy },
  )
}

function checkFusedAttention({ fusedAttention }: Pick<ModelInfo, 'fusedAttention'>, n: number): void {
  if (!fusedAttention || n <= fusedAttention.tokens) return
  const { operator, headSize, tokens } = fusedAttention
  throw new EngineError(
    'run/fused-attention',
    `${n} tokens: the graph computes attention with ${operator}, which ends at ${tokens} tokens for heads of ${headSize} in 32-bit WebAssembly. Lower max_length to ${tokens}, or export the graph without fused attention: attn_implementation="eager" with an opset below 23 in torch, no attention fusion in onnxruntime's optimizer, O1 in optimum.`,
    { tokens: n, limit: tokens, operator, headSize },
  )
}
