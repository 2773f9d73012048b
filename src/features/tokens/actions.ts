/** Runs both texts through the tokenizer, step by step. Nothing is encoded. */
import { toErrorData, type ErrorData } from '../../engine/errors'
import type { TokenSteps } from '../../engine/tokenizer/steps-types'
import type { TokenizerMode } from '../../engine/tokenizer/types'
import type { ModelInfo } from '../../engine/model/types'
import type { Context } from '../../core/context'
import { createTask } from '../../core/task'
import { modelInputOf } from '../../core/prepared'
import { textsPending } from '../../core/text/wait-for-texts'
import { inputsFor } from '../../core/selectors'
import type { SideSteps, TokensActions, TokensState } from './types'
import { SIDES, type RunInputs, type Side } from '../../core/state'

export function tokensActions({ store, client }: Context): TokensActions {
  const task = createTask()

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

  /** Computes the steps of both sides. An error of one side does not affect the other. */
  async function bothSides(info: ModelInfo, signal: AbortSignal): Promise<TokensState> {
    const inputs = inputsFor(store.getState(), info)
    const { tokenizerModes } = info
    // A tokenizer without modes gives the same result for every mode, so one call is enough.
    const modes = tokenizerModes.length === 0 ? [inputs.tokenizerMode] : tokenizerModes
    const steps: Record<Side, SideSteps | null> = { a: null, b: null }
    const error: Record<Side, ErrorData | null> = { a: null, b: null }
    for (const side of SIDES) {
      if (inputs[side === 'a' ? 'textA' : 'textB'] === '') continue
      try {
        steps[side] = await stepsOf(side, inputs, modes, signal)
      } catch (caught) {
        signal.throwIfAborted()
        error[side] = toErrorData(caught)
      }
    }
    return { steps, error }
  }

  return {
    async refreshTokens() {
      const { model } = store.getState()
      if (model.phase !== 'ready') return
      // The panel asks again when a long text is ready.
      if (textsPending(store.getState())) return
      await task.run(
        (signal) => bothSides(model.info, signal),
        (ended) => {
          if (ended.phase === 'done') store.setState({ tokens: ended.value })
        },
      )
    },
  }
}
