/** The modules that a run of the suite needs besides the engine. They are fetched when a run begins. */
import { identityLine, identityOf } from '../../engine/model/identity'
import type { ModelInfo } from '../../engine/model/types'

export { encodeSettings, inputsOf, weightsOf } from '../../formats/case/replay'
export { compareRun } from '../../formats/case/run'
export { environmentOf } from './case-of-page'

/** The model and runtime that ran the suite, in one line. Settings are left out, because each case has its own. */
export function madeBy(info: ModelInfo): string {
  const { max_length, truncate_dim, normalize, tokenizer_mode, activations, arithmetic, ...model } =
    identityOf(info, {
      tokenizerMode: 'hf4',
      maxLength: 0,
      normalize: true,
      truncateDim: null,
    })
  return identityLine(model as ReturnType<typeof identityOf>)
}
