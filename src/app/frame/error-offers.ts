/** Which buttons help out of an error of the model's load. */
import type { ErrorCode, ErrorData } from '../../engine/errors'

/** Another model, another place of it, or a token. */
const CHOOSING = /^(hub|local|store|tokenizer|webgpu|network)\/|^worker\/crashed$/

/** These are the model's, but of a run, not of its load. */
const NOT_OF_THE_LOAD: readonly ErrorCode[] = ['model/run-failed', 'model/not-finite', 'model/not-loaded']

export const offersChoice = (code: ErrorCode): boolean =>
  CHOOSING.test(code) || (code.startsWith('model/') && !NOT_OF_THE_LOAD.includes(code))

/** A graph that runs whole by choice takes less in layers. */
export const offersLayers = ({ code, values }: ErrorData, whole: boolean): boolean =>
  whole && (code === 'run/out-of-memory' || (code === 'run/too-large' && values.remedy === 'layers'))

/** What is stored of it stays; the rest is fetched. */
export const offersContinue = (code: ErrorCode): boolean => code === 'store/incomplete'
