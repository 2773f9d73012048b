import { beforeAll, describe, expect, it } from 'vitest'
import { hashOfFiles, identityOf } from '../../../src/engine/model/identity'
import type { ModelFile } from '../../../src/engine/model/types'
import type { LoadedModel } from '../../../src/engine/model/load'
import { load } from './models'

const settings = { tokenizerMode: 'hf4', maxLength: 512, normalize: true, truncateDim: null } as const
const file = (name: string, sha256: string) =>
  ({ name, sha256, bytes: 1, origin: 'disk' }) as unknown as ModelFile

describe('the model’s hash', () => {
  const files = [file('a.json', '11'), file('onnx/b.onnx', '22')]
  it('is the same in any order and from anywhere', async () => {
    const moved = files.map((each): ModelFile => ({ ...each, origin: 'network' }))
    expect(await hashOfFiles([...moved].reverse())).toBe(await hashOfFiles(files))
  })
  it('is public: SHA-256 over the lines "name sha256"', async () => {
    expect(await hashOfFiles(files)).toBe('8c2f1e70df6b807e5fbb99e97d864fcb2451dc4c0e68e8eb912bc65a16a5686e')
  })
  it('changes with a name, a content, a file', async () => {
    const changed = await Promise.all([
      hashOfFiles(files),
      hashOfFiles([file('A.json', '11'), files[1]!]),
      hashOfFiles([file('a.json', '12'), files[1]!]),
      hashOfFiles([files[0]!]),
    ])
    expect(new Set(changed).size).toBe(changed.length)
  })
})

describe('identityOf', () => {
  let first: LoadedModel
  let second: LoadedModel
  beforeAll(async () => {
    first = await load('tiny', 'onnx/model.onnx')
    second = await load('tiny', 'onnx/model.onnx')
  })
  it('does not change from load to load', () => {
    expect(identityOf(second.info, settings)).toEqual(identityOf(first.info, settings))
  })
  it('has the graph’s own hash, and survives JSON', () => {
    const identity = identityOf(first.info, settings)
    expect(identity.graph_sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(identity.model_hash).not.toBe(identity.graph_sha256)
    expect(JSON.parse(JSON.stringify(identity))).toEqual(identity)
  })
  it.each([{ tokenizerMode: 'hf5' }, { maxLength: 64 }, { normalize: false }, { truncateDim: 32 }] as const)(
    'changes with %o',
    (change) => {
      expect(identityOf(first.info, { ...settings, ...change })).not.toEqual(identityOf(first.info, settings))
    },
  )
  it('says how activations were scaled, where the graph has a say in it', () => {
    const { info } = first
    const quantised = { ...info, activations: ['published', 'faithful'] as const }
    expect(identityOf({ ...info, activations: [] }, settings).activations).toBeNull()
    expect(identityOf(quantised, settings).activations).toBe('published')
    expect(identityOf(quantised, { ...settings, activations: 'faithful' }).activations).toBe('faithful')
  })
  it('says which integer sums were computed, where CPUs differ', () => {
    const { info } = first
    const int8 = { ...info, arithmetics: ['exact', 'avx2'] as const }
    expect(identityOf({ ...info, arithmetics: [] }, settings)).not.toHaveProperty('arithmetic')
    expect(identityOf({ ...info, arithmetics: ['exact'] }, settings).arithmetic).toBe('exact')
    expect(identityOf(int8, settings).arithmetic).toBe('exact')
    expect(identityOf(int8, { ...settings, arithmetic: 'avx2' }).arithmetic).toBe('avx2')
  })
  it('another graph of the same folder is another model', async () => {
    const hidden = await load('tiny', 'onnx/model_hidden.onnx')
    expect(hidden.info.hash).not.toBe(first.info.hash)
  })
})
