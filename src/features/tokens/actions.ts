/** Both texts through the tokenizer, step by step. Nothing is encoded. */
import { toErrorData, type ErrorData } from '../../engine/errors'
import type { TokenSteps } from '../../engine/tokenizer/steps-types'
import type { TokenizerMode } from '../../engine/tokenizer/types'
import type { Context } from '../../core/context'
import { modelInputOf } from '../../core/prepared'
import { inputsFor } from '../../core/selectors'
import type { SideSteps, TokensActions, TokensState } from './types'
import { SIDES, type RunInputs, type Side } from '../../core/state'

export function tokensActions({ store, client }: Context): TokensActions {
  let current: AbortController | null = null

  async function stepsOf(
    side: Side,
    inputs: RunInputs,
    modes: readonly TokenizerMode[],
    signal: AbortSignal,
  ): Promise<SideSteps> {
    const input = modelInputOf(inputs, side)
    const { maxLength, modelHash } = inputs
    const known = store.getState().tokens.steps[side]
    if (known?.input === input && known.maxLength === maxLength && known.modelHash === modelHash) return known
    const byMode: Partial<Record<TokenizerMode, TokenSteps>> = {}
    for (const mode of modes)
      byMode[mode] = await client.call('steps', { text: input, maxLength, mode }, { signal })
    return { input, maxLength, modelHash, byMode }
  }

  return {
    async refreshTokens() {
      const { model } = store.getState()
      if (model.phase !== 'ready') return
      current?.abort()
      const controller = new AbortController()
      current = controller
      const inputs = inputsFor(store.getState(), model.info)
      const { tokenizerModes } = model.info
      // A tokenizer without modes does the same whatever it is asked for.
      const modes = tokenizerModes.length === 0 ? [inputs.tokenizerMode] : tokenizerModes
      const steps: Record<Side, SideSteps | null> = { a: null, b: null }
      const error: Record<Side, ErrorData | null> = { a: null, b: null }
      for (const side of SIDES) {
        if (inputs[side === 'a' ? 'textA' : 'textB'] === '') continue
        try {
          steps[side] = await stepsOf(side, inputs, modes, controller.signal)
        } catch (caught) {
          if (current !== controller) return
          error[side] = toErrorData(caught)
        }
      }
      if (current !== controller) return
      const tokens: TokensState = { steps, error }
      store.setState({ tokens })
    },
  }
}
