/** Files into pairs, and how long their texts are. The readers are fetched when they are asked for. */
import { throwIfCancelled } from '../../engine/errors'
import type { EnginePorts, Handlers } from '../handlers'
import type { ModelHolder } from '../model-holder'

export const validationReadHandlers = (
  ports: EnginePorts,
  holder: ModelHolder,
): Pick<Handlers, 'validationRead' | 'validationTokens'> => {
  const checkpointFor = (signal: AbortSignal) => async () => {
    await ports.yieldToEvents()
    throwIfCancelled(signal)
  }
  return {
    validationRead: async ({ inParts = false, ...request }, { signal, progress }) => {
      const { readValidation } = await import('../../formats/validation/read')
      const { sendParts } = await import('../../formats/validation/read/parts')
      const reply = await readValidation(request, { checkpoint: checkpointFor(signal), onProgress: progress })
      return inParts ? sendParts(reply, (part) => progress({ done: 100, total: 100, part })) : reply
    },
    // Not in the queue of runs: it answers while one is under way.
    validationTokens: async ({ texts, maxLength, mode }, { signal, progress }) => {
      const tokenizer = holder.loaded.model.tokenizers.get(mode)
      const checkpoint = checkpointFor(signal)
      const tokens = new Int32Array(texts.length)
      const truncated = new Uint8Array(texts.length)
      for (const [at, text] of texts.entries()) {
        await checkpoint()
        const counted = tokenizer.encode(text, maxLength)
        tokens[at] = counted.fullLength
        truncated[at] = Number(counted.truncated)
        if (at % 64 === 0) progress({ done: at, total: texts.length })
      }
      return { tokens, truncated }
    },
  }
}
