/** Requests the vectors of both texts from the server, and compares them with those of our model. */
import type { JudgedText } from '../../engine/endpoint/judge'
import type { ModelInfo } from '../../engine/model/types'
import type { Target } from '../../formats/endpoint/types'
import type { Context } from '../../core/context'
import { modelInputOf } from '../../core/prepared'
import { encodeSettingsOf, inputsFor } from '../../core/selectors'
import type { RunInputs, Side } from '../../core/state'
import { asking, checkedServer, endpointPatch, targetOf } from './common'
import { foreignOf } from './foreign'
import type { EndpointResult, EndpointSide } from './types'

/** Runs both texts through the server and through our model. If B is empty, runs A alone. */
export async function ask(context: Context, signal: AbortSignal): Promise<void> {
  const { store, client, actions } = context
  const { patch } = endpointPatch(context)
  const server = checkedServer(context)
  const [info, { identityOf, judge, scorePair }] = await Promise.all([actions.ensureModel(), asking()])
  signal.throwIfAborted()
  const state = store.getState()
  const inputs = inputsFor(state, info)
  const { weights } = state.settings
  const target = targetOf(context, server)
  const sides = [await askSide(context, 'a', target, inputs, info, signal)]
  if (state.b.text !== '') sides.push(await askSide(context, 'b', target, inputs, info, signal))
  const judged = judge(
    sides.map(({ judged }) => judged),
    target.dialect.counting,
  )
  const [a, b = null] = sides.map(({ side }, at): EndpointSide => ({ ...side, comparison: judged[at]! }))
  const settings = encodeSettingsOf(inputs, info)
  const scores =
    b &&
    scorePair(
      a!.asked.vectors,
      b.asked.vectors,
      weights,
      // Both texts are in the engine's cache, so they are not encoded again.
      (await client.call('analyze', { a: a!.input, b: b.input, settings, weights }, { signal })).scores,
    )
  signal.throwIfAborted()
  const result: EndpointResult = {
    inputs,
    server,
    info,
    identity: identityOf(info, settings),
    a: a!,
    b,
    scores,
    weights,
  }
  patch({ run: { phase: 'done' }, result })
  actions.setForeign(...foreignOf(result))
}

async function askSide(
  context: Context,
  side: Side,
  target: Target,
  inputs: RunInputs,
  info: ModelInfo,
  signal: AbortSignal,
): Promise<{ readonly side: Omit<EndpointSide, 'comparison'>; readonly judged: JudgedText }> {
  const { store, client, ports } = context
  const { report } = endpointPatch(context)
  const { askText, compareVectors, judgedText, skippedIds } = await asking()
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
  const { ids, truncated } = encoded.tokenized
  const alone = compareVectors(asked.vectors, { encoded, dtype: info.dtype.value, special })
  return {
    side: { asked, input, tokens: ids.length, truncated },
    judged: judgedText(asked, ids, alone),
  }
}
