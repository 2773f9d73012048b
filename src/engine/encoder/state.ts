/** What runs a model's layers, for people and for identities. */
import type { DetailWords } from '../detail-words'
import type { KernelInfo } from './ports'

/** own: this repository's kernels. onnxruntime: a session for each layer. */
export const ENGINES = ['own', 'onnxruntime'] as const
export type Engine = (typeof ENGINES)[number]

/** Why layers run in onnxruntime-web. The dictionaries have a sentence for each. */
export type EncoderReason =
  | 'chosen' // the user asked for it
  | 'unrecognised' // a layer is not what the encoder computes
  | 'unavailable' // the kernels do not open: no SIMD, no file, no memory
  | 'weights' // weights have values or a layout that the encoder does not multiply
  | 'differs' // a layer's result is not onnxruntime's

export type EncoderState =
  | (KernelInfo & {
      readonly engine: 'own'
      /** Bytes of memory that each token of a run takes. */
      readonly rowBytes: number
      /** Bytes for runs that the memory has already. */
      readonly spare: number
    })
  | {
      readonly engine: 'onnxruntime'
      readonly reason: EncoderReason
      /** In English. */
      readonly detail: string
      readonly words?: DetailWords | undefined
    }

/** "m3scope 0.1.0+abi2 relaxed": which kernels computed a number. */
export const kernelsText = ({ version, build }: Pick<KernelInfo, 'version' | 'build'>): string =>
  `m3scope ${version} ${build}`
