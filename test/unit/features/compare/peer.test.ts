/** The run of transformers.js from the page: its own worker, progress, cancel. */
import { createStore } from 'zustand/vanilla'
import { describe, expect, it } from 'vitest'
import type { Actions } from '../../../../src/core/actions'
import type { Context, Ports } from '../../../../src/core/context'
import { inputsFor } from '../../../../src/core/selectors'
import type { AppState } from '../../../../src/core/state'
import { EngineError } from '../../../../src/engine/errors'
import { milliseconds } from '../../../../src/engine/units'
import type { PeerReply } from '../../../../src/engine/peer/types'
import { peerActions } from '../../../../src/features/compare/peer-actions'
import { FakeClient, info, model, settle } from '../../app/fake-client'
import { initialState } from '../../app/slices'
import { goldenText } from '../fixtures'

class Client extends FakeClient {
  disposed = false
  override dispose(): void {
    this.disposed = true
  }
}

const side = (id: string) => ({ encoded: goldenText(id), cached: false })

function bench() {
  const workers: Client[] = []
  const loaded = info({ graphFile: 'onnx/model.onnx' })
  const blank = { ...initialState, model: { phase: 'ready', info: loaded } } as AppState
  const picked = { ref: model, bytes: 1000, notes: null }
  const store = createStore<AppState>(() => ({
    ...blank,
    chosenModel: { ...blank.chosenModel, picked: picked as never },
    result: {
      info: loaded,
      inputs: inputsFor(blank, loaded),
      reply: { a: side('zh-01'), b: side('zh-03') } as never,
      time: milliseconds(1),
    },
  }))
  const client = new Client(() => undefined)
  const ports = {
    createClient: ({ onCrash }: Parameters<Ports['createClient']>[0]) => {
      const made = new Client(onCrash)
      workers.push(made)
      return made
    },
    wasmBaseUrl: 'http://localhost/ort/',
  } as Partial<Ports> as Ports
  const context = { store, client, ports, actions: {} as Actions, takeFiles: undefined } as never as Context
  const peer = () => store.getState().compare.peer
  const answerSteps = async () => {
    await settle()
    for (const call of client.calls)
      if (call.name === 'steps') call.resolve({ normalized: { text: 'plain' } })
    await settle()
  }
  return { actions: peerActions(context), client, workers, peer, answerSteps }
}

const REPLY = { library: 'peer 1' } as PeerReply

describe('transformers.js', () => {
  it('gets the page’s model, graph and exact inputs, in a worker that ends with the run', async () => {
    const { actions, workers, peer, answerSteps } = bench()
    const run = actions.runPeer()
    expect(peer()!.run).toEqual({ phase: 'running', done: 0, total: null })
    await answerSteps()
    expect(workers).toHaveLength(1)
    const [call] = workers[0]!.calls
    expect(call).toMatchObject({
      name: 'peer',
      in: {
        model,
        graphFile: 'onnx/model.onnx',
        texts: [goldenText('zh-01').tokenized.text, goldenText('zh-03').tokenized.text],
        normalized: ['plain', 'plain'],
        wasmBaseUrl: 'http://localhost/ort/',
      },
    })
    call!.progress({ done: 1, total: 3 })
    expect(peer()!.run).toEqual({ phase: 'running', done: 1, total: 3 })
    call!.resolve(REPLY)
    await run
    expect(peer()).toMatchObject({ run: { phase: 'done' }, found: { reply: REPLY } })
    expect(workers[0]!.disposed).toBe(true)
  })

  it('a cancel ends the worker at once; an earlier result stays', async () => {
    const { actions, workers, peer, answerSteps } = bench()
    const first = actions.runPeer()
    await answerSteps()
    workers[0]!.calls[0]!.resolve(REPLY)
    await first
    void actions.runPeer()
    await answerSteps()
    await actions.cancelPeer()
    expect(workers[1]!.disposed).toBe(true)
    expect(peer()).toMatchObject({ run: { phase: 'cancelled' }, found: { reply: REPLY } })
  })

  it('an error is shown with its code', async () => {
    const { actions, workers, peer, answerSteps } = bench()
    const run = actions.runPeer()
    await answerSteps()
    workers[0]!.calls[0]!.reject(
      new EngineError('worker/crashed', 'The engine’s worker ended: x', { detail: 'x' }),
    )
    await run
    expect(peer()!.run).toMatchObject({ phase: 'failed', error: { code: 'worker/crashed' } })
    expect(workers[0]!.disposed).toBe(true)
  })
})
