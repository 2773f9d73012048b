import type { Runtime, SessionOptions, TensorSession } from '../model/ports'
import type { OnnxGraph, OnnxModel } from '../onnx/types'
import { writeOnnx } from '../onnx/write'
import { attentionInBlocks } from './rewrite/blocked'
import { scalesPerToken } from './rewrite/per-token'
import type { Part, Variant } from './types'
import type { ReadTensor } from './weights'

/** Query rows of a block: with 128, the scores of 16 heads take no more memory than the feed-forward half of a layer. */
export const BLOCK = 128

export const PLAIN: Variant = { attention: 'plain', activations: 'published' }

/** Makes sessions of parts of one model. */
export interface Workshop {
  readonly opset: number
  readonly make: (graph: OnnxGraph, what: string, options?: SessionOptions) => Promise<TensorSession>
}

/** @param file of the whole graph, for errors */
export function createWorkshop(
  model: Omit<OnnxModel, 'graph'>,
  read: ReadTensor,
  runtime: Runtime,
  file: string,
): Workshop {
  return {
    opset: model.opsets.find(({ domain }) => domain === '' || domain === 'ai.onnx')?.version ?? 0,
    async make(graph, what, sessionOptions) {
      // Weights are passed beside the graph: of weights inside it, onnxruntime's heap also keeps the parser's copy.
      const part = await writeOnnx({ ...model, graph }, read, { external: true })
      return runtime.createSession(part.model, part.external, `${file} (${what})`, sessionOptions)
    },
  }
}

/** The part's graph, rewritten for this variant. A rewrite that does not fit leaves the graph as it is. */
export function graphOf(part: Part, { attention, activations }: Variant, opset: number): OnnxGraph {
  const steps = [
    ...(part.role === 'layer' && attention === 'blocked'
      ? [(graph: OnnxGraph) => attentionInBlocks(graph, opset, BLOCK)]
      : []),
    ...(activations === 'faithful' ? [(graph: OnnxGraph) => scalesPerToken(graph, opset)] : []),
  ]
  return steps.reduce((graph, step) => {
    const result = step(graph)
    return result.state === 'rewritten' ? result.graph : graph
  }, part.graph)
}

/** The session of one part. It holds one variant at a time and is made again when a run asks for another. */
export class PartSession {
  private session: TensorSession | null = null
  private made: Variant | null = null

  constructor(
    readonly part: Part,
    private readonly workshop: Workshop,
  ) {}

  /** @throws EngineError as Runtime.createSession and the files' reads do; the part can be used again afterwards */
  async use(variant: Variant): Promise<TensorSession> {
    const wanted = this.part.role === 'layer' ? variant : { ...variant, attention: PLAIN.attention }
    if (
      this.session &&
      this.made?.attention === wanted.attention &&
      this.made.activations === wanted.activations
    )
      return this.session
    await this.release()
    const { role, index } = this.part
    this.session = await this.workshop.make(
      graphOf(this.part, wanted, this.workshop.opset),
      role === 'layer' ? `layer ${index}` : role,
    )
    this.made = wanted
    return this.session
  }

  async release(): Promise<void> {
    const { session } = this
    this.session = null
    this.made = null
    await session?.release()
  }
}
