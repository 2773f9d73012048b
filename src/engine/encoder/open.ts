/** From recognised layers to an encoder whose weights are packed. */
import type { ReadTensor } from '../chain/weights'
import { throwIfCancelled, type CancelSignal } from '../errors'
import { Encoder, encoderBytes } from './encoder'
import type { OpenKernels } from './ports'
import type { LayerPlan } from './types'

/** How the kernels are opened, on this host. */
export interface EncoderPort {
  readonly open: OpenKernels
  readonly threads: number
}

export interface OpenEncoderOptions {
  readonly plans: readonly LayerPlan[]
  /** Numbers of the layers in the order in which their bytes arrive. */
  readonly order: readonly number[]
  readonly read: ReadTensor
  readonly port: EncoderPort
  readonly onLayer?: (() => void) | undefined
  readonly signal?: CancelSignal | undefined
}

/**
 * Packs each layer as soon as its bytes can be read.
 * @throws EngineError encoder/*, model/run-failed (weights that the encoder does not multiply), run/out-of-memory,
 *   run/cancelled; as `read`. Nothing stays in memory then
 */
export async function openEncoder(options: OpenEncoderOptions): Promise<Encoder> {
  const { plans, order, read, port, onLayer, signal } = options
  const kernels = await port.open({ threads: port.threads, bytes: encoderBytes(plans) })
  try {
    const encoder = new Encoder(kernels, plans, read)
    for (const index of order) {
      throwIfCancelled(signal)
      await encoder.pack(index)
      onLayer?.()
    }
    await encoder.start()
    return encoder
  } catch (error) {
    kernels.close()
    throw error
  }
}
