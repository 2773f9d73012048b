/** A live server on the present case: asked only when the user says so. */
import type { ModelInfo } from '../../engine/model/types'
import { milliseconds } from '../../engine/units'
import { baseForAnyDialect } from '../../formats/endpoint/base-url'
import type { Target } from '../../formats/endpoint/types'
import type { ForeignReply } from '../../formats/reply/types'
import { DIALECTS } from '../../formats/request'
import type { Context } from '../../core/context'
import { createTask, type Unfinished } from '../../core/task'
import { checkTexts } from '../../core/text/check-texts'
import { chosenServer } from './state'
import type {
  AskedServer,
  Endpoint,
  EndpointActions,
  EndpointResult,
  EndpointRun,
  EndpointSide,
  EndpointSweep,
} from './types'
import { throttle } from '../../core/progress'
import { modelInputOf } from '../../core/prepared'
import { encodeSettingsOf, inputsFor } from '../../core/selectors'
import { SIDES, type RunInputs, type Side } from '../../core/state'

/** What asks and compares; fetched with the first question. */
const asking = () => import('./asking')

export function endpointActions({ store, client, ports, actions }: Context): EndpointActions {
  const task = createTask()

  const patch = (change: Partial<Endpoint>) =>
    store.setState(({ endpoint }) => ({ endpoint: { ...endpoint, ...change } }))
  const patchSweep = (change: Partial<EndpointSweep>) =>
    store.setState(({ endpoint }) => ({ endpoint: { ...endpoint, sweep: { ...endpoint.sweep, ...change } } }))

  function abandon(): void {
    task.abort()
    const { run, sweep } = store.getState().endpoint
    if (run.phase === 'running') patch({ run: { phase: 'cancelled' } })
    if (sweep.run.phase === 'running') patchSweep({ run: { phase: 'cancelled' } })
  }

  /** One thing at a time: what ran before is cancelled. */
  async function alone(
    work: (signal: AbortSignal) => Promise<void>,
    onEnd: (run: Unfinished) => void,
  ): Promise<void> {
    abandon()
    await task.run(work, (ended) => {
      if (ended.phase !== 'done') onEnd(ended)
    })
  }

  /** @throws EngineError endpoint/url-invalid */
  function checkedServer(): AskedServer {
    const server = chosenServer(store.getState())
    baseForAnyDialect(server.baseUrl)
    return server
  }

  function targetOf({ dialect, baseUrl, model }: AskedServer): Target {
    const { key, timeout } = store.getState().endpoint
    return {
      dialect: DIALECTS[dialect],
      server: { baseUrl, model, withKey: key !== '' },
      key,
      timeoutMs: 1000 * timeout,
    }
  }

  /** A must have a text; B may be empty. False: an editor says why. */
  function textsAreFine(): boolean {
    const problem = checkTexts(store, store.getState().b.text === '' ? ['a'] : SIDES)
    if (problem !== null) patch({ run: { phase: 'failed', error: problem.error } })
    return problem === null
  }

  const report = (signal: AbortSignal, run: EndpointRun) => {
    if (!signal.aborted) patch({ run })
  }

  async function askSide(
    side: Side,
    target: Target,
    inputs: RunInputs,
    info: ModelInfo,
    signal: AbortSignal,
  ): Promise<EndpointSide> {
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

  async function run(signal: AbortSignal): Promise<void> {
    const server = checkedServer()
    report(signal, { phase: 'running', step: 'loading', side: 'a' })
    const [info, { identityOf, scorePair }] = await Promise.all([actions.ensureModel(), asking()])
    signal.throwIfAborted()
    const state = store.getState()
    const inputs = inputsFor(state, info)
    const { weights } = state.settings
    const target = targetOf(server)
    const a = await askSide('a', target, inputs, info, signal)
    const b = state.b.text === '' ? null : await askSide('b', target, inputs, info, signal)
    const settings = encodeSettingsOf(inputs, info)
    const scores =
      b &&
      scorePair(
        a.asked.vectors,
        b.asked.vectors,
        weights,
        // Both texts are in the cache: nothing is encoded again.
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

  async function sweep(signal: AbortSignal): Promise<void> {
    const server = checkedServer()
    const started = ports.now()
    const [info, { askText, runSweep }] = await Promise.all([actions.ensureModel(), asking()])
    signal.throwIfAborted()
    const state = store.getState()
    const inputs = inputsFor(state, info)
    const settings = encodeSettingsOf(inputs, info)
    const target = targetOf(server)
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
          const reply = await client.call(
            'encode',
            { text, settings: { ...settings, maxLength } },
            { signal },
          )
          return reply.denseVecs.state === 'available' ? reply.denseVecs.value : null
        },
      },
      { signal },
      (progress, soFar) => {
        if (signal.aborted) return
        if (!isDue(`${progress.stage} ${progress.tokens}`)) return
        // The table of an earlier sweep stays until the first answer.
        patchSweep({
          run: { phase: 'running', progress },
          ...(soFar.rows.length > 0 && { result: soFar, server, time: null }),
        })
      },
    )
    signal.throwIfAborted()
    patchSweep({ run: { phase: 'done' }, result, server, time: milliseconds(ports.now() - started) })
  }

  async function detect(signal: AbortSignal): Promise<void> {
    const { baseUrl } = checkedServer()
    report(signal, { phase: 'running', step: 'detecting', side: 'a' })
    const { key, timeout } = store.getState().endpoint
    const { detectDialect } = await asking()
    signal.throwIfAborted()
    const detected = await detectDialect(
      baseUrl,
      { key, timeoutMs: 1000 * timeout },
      { send: ports.send, signal },
    )
    signal.throwIfAborted()
    actions.setRequests({ dialect: detected.dialect })
    actions.setServer(detected.dialect, {
      baseUrl,
      ...(detected.model !== null && { model: detected.model }),
    })
    patch({ detected, run: { phase: 'idle' } })
  }

  return {
    setEndpoint: (change) => patch(change),
    async runEndpoint() {
      if (!textsAreFine()) return
      await alone(run, (end) => patch({ run: end }))
    },
    detectEndpoint: () => alone(detect, (end) => patch({ run: end })),
    async sweepEndpoint() {
      await alone(
        async (signal) => {
          patchSweep({ run: { phase: 'running', progress: null } })
          await sweep(signal)
        },
        (end) => patchSweep({ run: end }),
      )
    },
    cancelEndpoint: abandon,
  }
}

/** Both texts' vectors as one reply, for the section "why". */
function joined({ a, b }: EndpointResult): ForeignReply {
  const item = ({ asked, input }: EndpointSide, label: string) => ({
    ...asked.reply.items[0]!,
    label,
    text: input,
  })
  return { ...a.asked.reply, items: [item(a, 'A'), ...(b ? [item(b, 'B')] : [])] }
}
