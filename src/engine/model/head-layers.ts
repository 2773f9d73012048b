/** The sparse and the ColBERT layer, where the graph does not give what they give. */
import type { ChosenFiles } from './files'
import { linearFrom, type HeadLayer, type Linear } from './headfiles/linear'
import { openTensors, tensorsIn } from './headfiles/read'
import type { TensorFile } from './headfiles/tensors'
import type { GraphOutputs } from './layout'
import type { ModelSource } from './ports'
import type { ProgressReader } from './reader'

export interface HeadLayers {
  readonly sparse: Linear | null
  readonly colbert: Linear | null
}

/**
 * From the head files, and where there are none, from the file that holds all weights of the model: of that only the layers
 * are read, not the gigabytes beside them.
 * @throws EngineError model/head-invalid; as ModelSource.read and peek
 */
export async function readLinears(
  source: ModelSource,
  reader: ProgressReader,
  chosen: ChosenFiles,
  hiddenSize: number,
  outputs: GraphOutputs,
): Promise<HeadLayers> {
  let sparse: Linear | null = null
  let colbert: Linear | null = null
  const isWhole = () => (outputs.sparse ?? sparse) !== null && (outputs.colbert ?? colbert) !== null
  const take = async (tensors: TensorFile) => {
    sparse ??= await linearFrom(tensors, 'sparse_linear', hiddenSize)
    colbert ??= await linearFrom(tensors, 'colbert_linear', hiddenSize)
  }
  for (const file of chosen.headFiles) {
    if (isWhole()) break
    reader.expect([file])
    await take(await tensorsIn(await reader.read(file), file))
  }
  for (const file of chosen.weightFiles) {
    if (isWhole()) break
    const ranges = await source.peek(file)
    if (!ranges) continue
    const tensors = withoutOthers(await openTensors(ranges, file))
    if (tensors.shapes.size > 0) await take(reader.recording(tensors))
  }
  return { sparse, colbert }
}

const LAYERS: readonly HeadLayer[] = ['sparse_linear', 'colbert_linear']

/** Only the layers' own tensors. */
const withoutOthers = (tensors: TensorFile): TensorFile => ({
  ...tensors,
  shapes: new Map(
    [...tensors.shapes].filter(([name]) => LAYERS.some((layer) => `.${name}`.includes(`.${layer}.`))),
  ),
})
