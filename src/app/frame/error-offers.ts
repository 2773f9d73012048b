/** Determines which buttons an error of the model offers. */
import type { ErrorCode, ErrorData } from '../../engine/errors'

/** Errors that the user can solve in the model dialog: with another model, another address, or a token. */
const SOLVED_BY_CHOICE = /^(hub|local|store|tokenizer|webgpu|network)\/|^worker\/crashed$/

/** Errors with the prefix `model/` that belong to a run, not to the load of a model. */
const RUN_ERRORS: readonly ErrorCode[] = ['model/run-failed', 'model/not-finite', 'model/not-loaded']

export const offersChoice = (code: ErrorCode): boolean =>
  SOLVED_BY_CHOICE.test(code) || (code.startsWith('model/') && !RUN_ERRORS.includes(code))

/** Whether the user should let the graph run layer by layer, which needs less memory than one session. */
export const offersLayers = ({ code, values }: ErrorData, whole: boolean): boolean =>
  whole && (code === 'run/out-of-memory' || (code === 'run/too-large' && values.remedy === 'layers'))

/** Whether the files that are not stored yet can be fetched, while the stored ones are used. */
export const offersContinue = (code: ErrorCode): boolean => code === 'store/incomplete'
