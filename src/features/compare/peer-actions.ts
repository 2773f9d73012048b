/** Runs transformers.js on the page's model and texts, in a worker of its own. */
import type { Context, PageClient } from '../../core/context'
import { createTask } from '../../core/task'
import { firstModel } from './first-model'
import type { PeerActions, PeerFound, PeerRun } from './peer-types'

export function peerActions(context: Context): PeerActions {
  const { store, client, ports } = context
  const task = createTask()
  const first = firstModel(context)
  let worker: PageClient | null = null

  const patch = (run: PeerRun, found?: PeerFound) =>
    store.setState(({ compare }) => ({
      compare: { ...compare, peer: { run, found: found ?? compare.peer?.found ?? null } },
    }))

  /** Its heap holds a second copy of the model: it lives no longer than the run. */
  function release(): void {
    const released = worker
    worker = null
    released?.dispose()
  }

  async function run(signal: AbortSignal): Promise<PeerFound> {
    const state = store.getState()
    const made = await first.result({ signal, state, documents: null, report: () => undefined })
    signal.throwIfAborted()
    const { info, inputs, reply } = made
    const { picked } = store.getState().chosenModel
    const sides = [reply.a.encoded, reply.b.encoded]
    const normalized = await Promise.all(
      sides.map(async ({ tokenized: { text, maxLength }, settings: { tokenizerMode: mode } }) => {
        const steps = await client.call('steps', { text, maxLength, mode }, { signal })
        return steps.normalized?.text ?? null
      }),
    )
    const mine = ports.createClient({ onCrash: () => undefined })
    worker = mine
    try {
      const answer = await mine.call(
        'peer',
        {
          model: picked!.ref,
          graphFile: info.graphFile,
          texts: sides.map(({ tokenized }) => tokenized.text),
          normalized,
          threads: state.settings.threads,
          wasmBaseUrl: ports.wasmBaseUrl,
        },
        {
          signal,
          onProgress: ({ done, total }) => patch({ phase: 'running', done, total }),
        },
      )
      return { info, inputs, ours: { a: reply.a.encoded, b: reply.b.encoded }, reply: answer }
    } finally {
      if (worker === mine) release()
    }
  }

  return {
    async runPeer() {
      release()
      patch({ phase: 'running', done: 0, total: null })
      await task.run(run, (ended) => {
        if (ended.phase === 'done') patch({ phase: 'done' }, ended.value)
        else patch(ended)
      })
    },
    async cancelPeer() {
      if (task.abort()) patch({ phase: 'cancelled' })
      release()
    },
  }
}
