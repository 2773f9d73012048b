/**
 * Our encoder's layers against onnxruntime-web, before the encoder is used: the sums of every product of codes must be the same
 * integers for the same codes, and a layer's result for the same hidden states must be as near as its arithmetic allows.
 */
import type { Detail } from '../detail-words'
import type { Encoder } from '../encoder/encoder'
import {
  difference,
  distance,
  hasCodes,
  toleranceOf,
  toleranceOfNoise,
  worstOf,
  type Distance,
} from '../encoder/verify'
import { throwIfCancelled, type CancelSignal } from '../errors'
import { feedsOf } from '../model/graph'
import type { Tensor, TensorMeta } from '../model/ports'
import { widen } from '../model/tensors'
import type { Chain } from './chain'
import { jittered } from './jitter'
import { plainIds } from './masks'
import { asText } from './own-layers'
import { PLAIN, graphOf, type Workshop } from './part-sessions'
import { codesFor, feedsOfCodes, productsOf, withProducts, wrongProduct } from './verify-products'

/** Tokens of the text that runs in both engines. */
const PROBE = 24
/** Runs of moved hidden states, where the first run differs. */
const NOISE_RUNS = 3

export interface LayersToVerify {
  readonly chain: Chain
  readonly encoder: Encoder
  readonly workshop: Workshop
  readonly inputs: readonly TensorMeta[]
  readonly padId: number
  readonly onLayer: () => void
  readonly signal: CancelSignal | undefined
}

/**
 * Runs each layer in both engines on the hidden states that onnxruntime-web computes for a text.
 * @returns null: all are equal within what their arithmetic allows; else what differs
 * @throws EngineError model/create-failed, model/run-failed (onnxruntime-web refuses a layer), run/cancelled
 */
export async function verifyLayers(given: LayersToVerify): Promise<Detail | null> {
  const { chain, inputs, padId, onLayer, signal } = given
  let found: Detail | null = null
  await chain.throughLayers(feedsOf(inputs, plainIds(PROBE, padId), padId), async (index, feeds) => {
    throwIfCancelled(signal)
    const { theirs, differs } = await verifyLayer(given, index, feeds)
    found = differs
    onLayer()
    return found === null ? theirs : null
  })
  return found
}

type Feeds = Readonly<Record<string, Tensor>>

/** One layer in onnxruntime-web; its session is gone afterwards. */
async function verifyLayer({ chain, encoder, workshop }: LayersToVerify, index: number, feeds: Feeds) {
  const { plan, layers } = chain.parts
  const layer = encoder.plans[index]!
  const input = plan.hidden[index]!.name
  const output = plan.hidden[index + 1]!.name
  const products = productsOf(layer)
  const graph = withProducts(graphOf(layers[index]!.part, PLAIN, workshop.opset), products)
  const session = await workshop.make(graph, `layer ${index}`, { isForOneRun: true })
  try {
    const codes = codesFor(products)
    const all = { ...feeds, ...feedsOfCodes(codes) }
    const results = await session.run(all, [output, ...products.map(({ name }) => name)])
    const theirs = results[output]!
    const wrong = await wrongProduct(encoder, layer, codes, results)
    if (wrong) return { theirs, differs: wrong }
    const compare = async (moved: Tensor, expected: Tensor): Promise<Distance> => {
      const [ours] = await encoder.run([asText(moved, null)], {
        activations: 'published',
        first: index,
        last: index + 1,
      })
      return distance(ours!, widen(expected).data, layer.hiddenSize)
    }
    const off = await compare(feeds[input]!, theirs)
    let differs = difference(index, off, toleranceOf(layer))
    if (differs === null || !hasCodes(layer)) return { theirs, differs }
    // One last digit can decide about a code, and a code about a token. A fault of the layer shows whatever the last digits are.
    const noise: Distance[] = []
    for (let seed = 0; seed < NOISE_RUNS && differs !== null; seed++) {
      const moved = jittered(feeds[input]!, seed)
      const other = (await session.run({ ...all, [input]: moved }, [output]))[output]!
      noise.push(distance(widen(other).data, widen(theirs).data, layer.hiddenSize))
      differs = difference(index, await compare(moved, other), toleranceOf(layer))
    }
    return { theirs, differs: differs && difference(index, off, toleranceOfNoise(worstOf(noise))) }
  } finally {
    await session.release()
  }
}
