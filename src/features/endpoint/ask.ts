/** Requests the vectors of both texts from the server, and compares them with those of our model. */
import type { ModelInfo } from '../../engine/model/types'
import type { Target } from '../../formats/endpoint/types'
import type { ForeignReply } from '../../formats/reply/types'
import { DIALECTS } from '../../formats/request'
import type { Context } from '../../core/context'
import { modelInputOf } from '../../core/prepared'
import { encodeSettingsOf, inputsFor } from '../../core/selectors'
import type { RunInputs, Side } from '../../core/state'
import { asking, checkedServer, endpointPatch, targetOf } from './common'
import type { EndpointResult, EndpointSide } from './types'

/** Runs both texts through the server and through our model. If B is empty, runs A alone. */
export async function ask(context: Context, signal: AbortSignal): Promise<void> {
  const { store, client, actions } = context
  const { patch, report } = endpointPatch(context)
  const server = checkedServer(context)
  report(signal, { phase: 'running', step: 'loading', side: 'a' })
  const [info, { identityOf, scorePair }] = await Promise.all([actions.ensureModel(), asking()])
  signal.throwIfAborted()
  const state = store.getState()
  const inputs = inputsFor(state, info)
  const { weights } = state.settings
  const target = targetOf(context, server)
  const a = await askSide(context, 'a', target, inputs, info, signal)
  const b = state.b.text === '' ? null : await askSide(context, 'b', target, inputs, info, signal)
  const settings = encodeSettingsOf(inputs, info)
  const scores =
    b &&
    scorePair(
      a.asked.vectors,
      b.asked.vectors,
      weights,
      // Both texts are in the engine's cache, so they are not encoded again.
      (await client.call('analyze', { a: a.input, b: b.input, settings, weights }, { signal })).scores,
    )
  signal.throwIfAborted()
  const result: EndpointResult = {
    inputs,
    server,
    info,
    identity: identityOf(info, settings),
    a,
    b,
    scores,
    weights,
  }
  patch({ run: { phase: 'done' }, result })
  actions.setForeign(joined(result), `${DIALECTS[server.dialect].label}, ${server.baseUrl}`)
}

async function askSide(
  context: Context,
  side: Side,
  target: Target,
  inputs: RunInputs,
  info: ModelInfo,
  signal: AbortSignal,
): Promise<EndpointSide> {
  const { store, client, ports } = context
  const { report } = endpointPatch(context)
  const { askText, compareVectors, skippedIds } = await asking()
  const input = modelInputOf(inputs, side)
  report(signal, { phase: 'running', step: 'asking', side })
  const given = {
    texts: [input],
    maxLength: inputs.maxLength,
    truncateDim: inputs.truncateDim,
    normalize: inputs.normalize,
  }
  const { repeat } = store.getState().endpoint
  const asked = await askText(target, given, { send: ports.send, signal }, { repeat })
  signal.throwIfAborted()
  report(signal, { phase: 'running', step: 'encoding', side })
  const settings = encodeSettingsOf(inputs, info)
  const encoded = await client.call('encode', { text: input, settings }, { signal })
  const special = skippedIds(info.tokenizer.specialIds)
  return {
    asked,
    comparison: compareVectors(asked.vectors, { encoded, dtype: info.dtype.value, special }),
    input,
    tokens: encoded.tokenized.ids.length,
    truncated: encoded.tokenized.truncated,
  }
}

/** Combines the vectors of both texts into one reply, for the section "why". */
function joined({ a, b }: EndpointResult): ForeignReply {
  const item = ({ asked, input }: EndpointSide, label: string) => ({
    ...asked.reply.items[0]!,
    label,
    text: input,
  })
  return { ...a.asked.reply, items: [item(a, 'A'), ...(b ? [item(b, 'B')] : [])] }
}
