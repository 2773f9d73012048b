import { EngineError } from '../errors'
import type { FloatTensor, GraphSession, IntTensor, RunOptions, TensorMeta } from './ports'

const KNOWN_INPUTS = ['input_ids', 'attention_mask', 'token_type_ids', 'position_ids']

/** @throws EngineError model/layout-unknown for a graph with inputs other than those of text */
export function checkInputs(session: GraphSession, file: string): void {
  const unknown = session.inputs.find((input) => !KNOWN_INPUTS.includes(input.name))
  const hasIds = session.inputs.some((input) => input.name === 'input_ids')
  if (unknown || !hasIds) {
    const found = session.inputs.map((input) => input.name).join(', ')
    throw new EngineError(
      'model/layout-unknown',
      `${file} is not a text encoder that m3scope knows: its inputs are ${found}.`,
      {
        file,
        found,
        expected: KNOWN_INPUTS.join(', '),
      },
    )
  }
}

/**
 * The inputs of a graph for one text. There is never padding: in a padded
 * batch a text's numbers depend on its neighbours (dynamic int8 scales, the zero floor of padded ColBERT rows, last
 * digits everywhere).
 * @param ids [n] @param padId position_ids skip it, as transformers' create_position_ids_from_input_ids does
 */
export function feedsOf(
  inputs: readonly TensorMeta[],
  ids: Int32Array,
  padId: number,
): Readonly<Record<string, IntTensor>> {
  const n = ids.length
  const feeds: Record<string, IntTensor> = {}
  for (const { name } of inputs) {
    const data =
      name === 'input_ids' ? ids
      : name === 'attention_mask' ? new Int32Array(n).fill(1)
      : name === 'position_ids' ? positionIds(ids, padId)
      : new Int32Array(n) // oxfmt-ignore
    feeds[name] = { dims: [1, n], data }
  }
  return feeds
}

/** One forward pass of one text. */
export const runGraph = (
  session: GraphSession,
  ids: Int32Array,
  padId: number,
  options?: RunOptions,
): Promise<Readonly<Record<string, FloatTensor>>> => session.run(feedsOf(session.inputs, ids, padId), options)

function positionIds(ids: Int32Array, padId: number): Int32Array {
  let seen = 0
  return ids.map((id) => (id === padId ? padId : ++seen + padId))
}

/**
 * @param file the graph's
 * @throws EngineError model/not-finite
 */
export function checkFinite(tensor: FloatTensor, output: string, file: string): FloatTensor {
  // This checks every number of every run: a loop is faster than a callback for each.
  let index = 0
  while (index < tensor.data.length && Number.isFinite(tensor.data[index])) index++
  if (index === tensor.data.length) return tensor
  const found = String(tensor.data[index])
  throw new EngineError('model/not-finite', `${file} returned ${found} in ${output}[${index}].`, {
    file,
    head: output,
    index,
    found,
  })
}
