/** Sends beginnings of text A with increasing length, to find the length at which the server truncates a text. */
import { milliseconds } from '../../engine/units'
import type { Context } from '../../core/context'
import { modelInputOf } from '../../core/prepared'
import { throttle } from '../../core/progress'
import { encodeSettingsOf, inputsFor } from '../../core/selectors'
import { asking, checkedServer, endpointPatch, targetOf } from './common'

export async function sweep(context: Context, signal: AbortSignal): Promise<void> {
  const { store, client, ports, actions } = context
  const { patchSweep } = endpointPatch(context)
  const server = checkedServer(context)
  const started = ports.now()
  const [info, { askText, runSweep }] = await Promise.all([actions.ensureModel(), asking()])
  signal.throwIfAborted()
  const state = store.getState()
  const inputs = inputsFor(state, info)
  const settings = encodeSettingsOf(inputs, info)
  const target = targetOf(context, server)
  const { value: limit } = info.positionLimit
  const isDue = throttle(ports.now)
  const result = await runSweep(
    {
      text: modelInputOf(inputs, 'a'),
      limit,
      count: async (text) =>
        (await client.call('count', { text, maxLength: limit, mode: inputs.tokenizerMode }, { signal }))
          .count,
      ask: (text) =>
        askText(
          target,
          { texts: [text], maxLength: null, truncateDim: inputs.truncateDim, normalize: inputs.normalize },
          { send: ports.send, signal },
          { heads: [] },
        ),
      ours: async (text, maxLength) => {
        const reply = await client.call('encode', { text, settings: { ...settings, maxLength } }, { signal })
        return reply.denseVecs.state === 'available' ? reply.denseVecs.value : null
      },
    },
    { signal },
    (progress, soFar) => {
      if (signal.aborted) return
      if (!isDue(`${progress.stage} ${progress.tokens}`)) return
      // Until the first answer arrives, the page shows the table of the previous sweep.
      patchSweep({
        run: { phase: 'running', progress },
        ...(soFar.rows.length > 0 && { result: soFar, server, time: null }),
      })
    },
  )
  signal.throwIfAborted()
  patchSweep({ run: { phase: 'done' }, result, server, time: milliseconds(ports.now() - started) })
}
