/** What a run of the suite needs besides the engine; fetched when one begins. */
import { identityLine, identityOf } from '../../engine/model/identity'
import type { ModelInfo } from '../../engine/model/types'

export { encodeSettings, inputsOf, weightsOf } from '../../formats/case/replay'
export { compareRun } from '../../formats/case/run'
export { environmentOf } from './case-of-page'

/** What ran the suite, without the settings, which are each case's own. */
export function madeBy(info: ModelInfo): string {
  const { max_length, truncate_dim, normalize, tokenizer_mode, activations, ...model } = identityOf(info, {
    tokenizerMode: 'hf4',
    maxLength: 0,
    normalize: true,
    truncateDim: null,
  })
  return identityLine(model as ReturnType<typeof identityOf>)
}
