/** A model with a choice of activations has a certificate for each form. The second form is a stand-in here. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { TextProgress } from '../../../src/engine/model/ports'
import { certifyForms } from '../../../src/engine/certify/forms'
import { EncodedCache } from '../../../src/engine/encode/cache'
import { cancelled } from '../../../src/engine/errors'
import type { LoadedModel } from '../../../src/engine/model/load'
import { MODEL_FOLDERS } from '../../engine'
import { load, spoilt, tinyReference } from './models'

const all = tinyReference()
const reference = { ...all, texts: all.texts.slice(0, 3), pairs: all.pairs.slice(0, 1) }
const hf4 = { tokenizerMode: 'hf4' } as const
let tiny: LoadedModel
let both: LoadedModel
beforeAll(async () => {
  tiny = await load('tiny', 'onnx/model.onnx')
  const coarse = spoilt(tiny, 'dense_vecs', (value, index) => (index % 2 === 0 ? value : -value))
  both = {
    ...tiny,
    info: { ...tiny.info, activations: ['published', 'faithful'] },
    session: {
      ...tiny.session,
      run: (feeds, options) =>
        (options?.activations === 'faithful' ? tiny : coarse).session.run(feeds, {
          ...options,
          activations: 'published',
        }),
    },
  }
})

describe('certifyForms', () => {
  it('compares each form with the reference, the chosen one first', async () => {
    const certificate = await certifyForms(both, new EncodedCache(), reference, hf4)
    expect(certificate).toMatchObject({ verdict: 'fail', identity: { activations: 'published' } })
    expect(certificate.other).toMatchObject({
      verdict: 'pass',
      identity: { activations: 'faithful' },
      other: null,
    })
    const faithful = await certifyForms(both, null, reference, { ...hf4, activations: 'faithful' })
    expect([faithful.verdict, faithful.other?.verdict]).toEqual(['pass', 'fail'])
  })

  it('a model without the choice has one', async () => {
    const certificate = await certifyForms(tiny, null, reference, hf4)
    expect(certificate).toMatchObject({ verdict: 'pass', identity: { activations: null }, other: null })
  })

  it('progress goes over both', async () => {
    const seen: TextProgress[] = []
    await certifyForms(both, null, reference, hf4, { onProgress: (progress) => seen.push(progress) })
    const total = 2 * (reference.texts.length + reference.pairs.length)
    expect(seen[0]).toEqual({ done: 0, total })
    expect(seen.at(-1)).toEqual({ done: total, total })
    expect(new Set(seen.map((each) => each.total))).toEqual(new Set([total]))
    const done = seen.map((each) => each.done)
    expect(done).toEqual([...done].sort((a, b) => a - b))
    const { layers } = tiny.info.execution.kind === 'layers' ? tiny.info.execution : { layers: 0 }
    expect(seen).toContainEqual({ done: 0, total, layer: { done: layers, total: layers } })
  })

  it('can be cancelled in the second form', async () => {
    let calls = 0
    const half = reference.texts.length + reference.pairs.length
    await expect(
      certifyForms(both, new EncodedCache(), reference, hf4, {
        onProgress: ({ done }) => (calls = done),
        checkpoint: () => (calls > half ? Promise.reject(cancelled()) : Promise.resolve()),
      }),
    ).rejects.toMatchObject({ code: 'run/cancelled' })
    expect(calls).toBeGreaterThan(half)
  })

  it('only the published form is the same graph as the one that made the values', async () => {
    const graph = readFileSync(join(MODEL_FOLDERS.tiny, 'onnx/model.onnx'))
    const graph_sha256 = createHash('sha256').update(graph).digest('hex')
    const certificate = await certifyForms(both, null, { ...reference, graph_sha256 }, hf4)
    expect(certificate.tolerance).toBe('fp32 against fp32, same graph')
    expect(certificate.other?.tolerance).toBe('fp32 against fp32')
  })
})
