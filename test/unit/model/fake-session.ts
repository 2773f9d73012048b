import type { FloatTensor, GraphSession, Runtime } from '../../../src/engine/model/ports'

type Output = {
  readonly name: string
  readonly shape: readonly (number | string)[]
  readonly value: (n: number) => FloatTensor
}

/** A graph that exists only as its outputs. */
export function fakeSession(
  outputs: readonly Output[],
  inputs = ['input_ids', 'attention_mask'],
): GraphSession & { released: boolean } {
  const session = {
    released: false,
    inputs: inputs.map((name) => ({ name, type: 'int64', shape: ['batch', 'sequence'] })),
    outputs: outputs.map(({ name, shape }) => ({ name, type: 'float32', shape })),
    run: (feeds: Readonly<Record<string, { dims: readonly number[] }>>) =>
      Promise.resolve(
        Object.fromEntries(outputs.map(({ name, value }) => [name, value(feeds.input_ids!.dims[1]!)])),
      ),
    release() {
      session.released = true
      return Promise.resolve()
    },
  }
  return session
}

/** It runs the fake whole: load with `whole: true`. */
export const fakeRuntime = (session: GraphSession): Runtime => ({
  info: { name: 'onnxruntime-web', version: 'fake', provider: 'wasm', threads: 1, threadsReason: 'node' },
  createSession: () =>
    Promise.resolve({
      ...session,
      run: async (feeds) => {
        const results = await session.run(feeds as never)
        return Object.fromEntries(
          Object.entries(results).map(([name, tensor]) => [name, { type: 'float32', ...tensor } as const]),
        )
      },
    }),
})

/** dims → values of a simple, deterministic, not normalised kind. */
export function tensor(...dims: number[]): FloatTensor {
  const data = Float32Array.from({ length: dims.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(i + 1) * 2)
  return { dims, data }
}

export function unitRows(...dims: number[]): FloatTensor {
  const { data } = tensor(...dims)
  const d = dims.at(-1)!
  for (let start = 0; start < data.length; start += d) {
    const norm = Math.hypot(...data.subarray(start, start + d))
    for (let i = start; i < start + d; i++) data[i]! /= norm
  }
  return { dims, data }
}
