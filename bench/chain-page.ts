/** A page with the engine in its worker. bench/chain.ts drives it through `window.m3scope`. */
import type { ModelInfo } from '../src/engine/model/types'
import type { Engine } from '../src/engine/encoder/state'
import type { SiteFile } from '../src/host/calls'
import { createWorkerClient } from '../src/host/worker-client'

const client = createWorkerClient()
const SETTINGS = { tokenizerMode: 'hf4', maxLength: 8192, normalize: true, truncateDim: null } as const

/** Words that are one token each after a space, in the vocabulary of XLM-R. */
const WORDS = 'the of and to in is for on that with as by this at from or an be are not it was will have all'.split(' ') // oxfmt-ignore

export type Way = 'whole' | Engine

export interface BenchPage {
  /** @returns milliseconds @param way whole: one session of onnxruntime-web; else what runs the layers */
  load(id: string, files: readonly SiteFile[], way: Way): Promise<{ time: number; info: ModelInfo }>
  /** @returns a text of exactly n tokens, including `<s>` and `</s>`; each seed gives another text */
  text(n: number, seed: number): Promise<string>
  /** @returns milliseconds from call to reply. @throws Error with the code and the message of an EngineError */
  encode(text: string): Promise<number>
  /** All texts in one call, in batches where the model can. @returns milliseconds */
  encodeAll(texts: readonly string[]): Promise<number>
}

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const begin = performance.now()
  const result = await work().catch((error: Error & { code?: string }) => {
    throw new Error(`${error.code ?? ''} ${error.message}`)
  })
  return [performance.now() - begin, result]
}

const m3scope: BenchPage = {
  async load(id, files, way) {
    const [time, info] = await timed(() =>
      client.call('load', {
        model: {
          kind: 'site',
          id,
          isDemo: false,
          baseUrl: new URL(`/models/${id}/`, location.href).href,
          files,
        },
        threads: null,
        whole: way === 'whole',
        ...(way !== 'whole' && { engine: way }),
        wasmBaseUrl: new URL('/ort/', location.href).href,
      }),
    )
    return { time, info }
  },
  async text(n, seed) {
    let state = seed + 1
    const next = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return WORDS[(state >>> 8) % WORDS.length]
    }
    const text = Array.from({ length: n - 2 }, next).join(' ')
    const { count } = await client.call('count', { text, maxLength: SETTINGS.maxLength, mode: 'hf4' })
    if (count !== n) throw new Error(`a text for ${n} tokens has ${count}`)
    return text
  },
  async encode(text) {
    const [time, { tokenized }] = await timed(() => client.call('encode', { text, settings: SETTINGS }))
    if (tokenized.truncated) throw new Error('the text was cut')
    return time
  },
  async encodeAll(given) {
    // Other texts with the same tokens: those that ran one by one are in the engine's cache.
    const texts = given.map((each) => each.split(' ').toReversed().join(' '))
    const text = texts.join('\n')
    let at = 0
    const units = texts.map((each) => {
      const start = at
      at += each.length + 1
      return { start, end: start + each.length, text: each }
    })
    const a = { whole: text, units }
    const input = { a, b: null, contextMode: 'isolated', settings: SETTINGS } as const
    const [time] = await timed(() => client.call('heatmap', input))
    return time
  },
}
Object.assign(globalThis, { m3scope })
document.documentElement.dataset.phase = 'ready'
