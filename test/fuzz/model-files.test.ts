/** Files of a model that are damaged, or that someone made to do harm. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { describe, expect } from 'vitest'
import { EngineError } from '../../src/engine/errors'
import { externalName } from '../../src/engine/model/graph-files'
import { linearFrom } from '../../src/engine/model/headfiles/linear'
import { tensorsIn } from '../../src/engine/model/headfiles/read'
import { parseModules, parsePooling } from '../../src/engine/model/pooling'
import { plainPattern } from '../../src/engine/tokenizer/replace'
import { readXlmrConfig, Unsupported } from '../../src/engine/tokenizer/tokenizer-json'
import { fuzz, unlessRefused } from './fuzz'

const file = (name: string) => new Uint8Array(readFileSync(`test/models/loading/${name}.pt`))
const ZIP = file('state-dict')
const LEGACY = file('state-dict-legacy')

/** Reads all that a load reads. Whatever is refused names the file. */
async function readOrRefuse(bytes: Uint8Array, name: string): Promise<void> {
  try {
    const tensors = await tensorsIn(bytes, name)
    for (const tensor of tensors.shapes.keys()) await tensors.read(tensor)
    await linearFrom(tensors, 'colbert_linear', 8)
  } catch (error) {
    if (!(error instanceof EngineError)) throw error
    expect(error.code).toBe('model/head-invalid')
    expect(error.values.file).toBe(name)
  }
}

/** A file with some bytes changed, and cut. */
const damaged = (whole: Uint8Array) =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }),
      fc.option(fc.nat(whole.length), { nil: whole.length }),
    )
    .map(([changes, end]) => {
      const bytes = whole.slice()
      for (const [at, value] of changes) bytes[at] = value
      return bytes.slice(0, end)
    })

const header = (value: unknown): Uint8Array => {
  const json = new TextEncoder().encode(JSON.stringify(value) ?? '')
  return new Uint8Array(
    Buffer.concat([new Uint8Array(BigUint64Array.of(BigInt(json.length)).buffer), json, new Uint8Array(64)]),
  )
}

describe('head files', () => {
  const torch = (bytes: fc.Arbitrary<Uint8Array>) =>
    fc.asyncProperty(bytes, (found) => readOrRefuse(found, 'colbert_linear.pt'))
  fuzz('a damaged archive is read or refused', torch(damaged(ZIP)), 400)
  fuzz('a damaged row of pickles is read or refused', torch(damaged(LEGACY)), 400)
  fuzz('any bytes are refused', torch(fc.uint8Array({ maxLength: 400 })))
  const opcodes = fc.constantFrom(
    ...'}]()NtRsuQ.\x85\x86\x87\x88\x94ea'.split(''),
    'K\x01',
    'h\x00',
    'q\x00',
    'X\x01\x00\x00\x00a',
    'ctorch\nFloatStorage\n',
    'ctorch._utils\n_rebuild_tensor_v2\n',
    'ccollections\nOrderedDict\n',
    'J\xff\xff\xff\xff',
  )
  fuzz(
    'a pickle of any opcodes is read or refused',
    torch(
      fc
        .array(opcodes, { maxLength: 60 })
        .map((parts) =>
          zipSync({ 'x/data.pkl': Uint8Array.from(Buffer.from(`\x80\x02${parts.join('')}.`, 'latin1')) }),
        ),
    ),
    400,
  )
  fuzz(
    'a safetensors file with any header is read or refused',
    fc.asyncProperty(
      fc.oneof(
        fc.jsonValue(),
        fc.dictionary(
          fc.constantFrom('weight', 'bias', 'a.weight', '__metadata__', '__proto__'),
          fc.oneof(
            fc.jsonValue(),
            fc.record({
              dtype: fc.constantFrom<unknown>('F32', 'F16', 'I64', 'constructor', 3),
              shape: fc.oneof(fc.array(fc.integer()), fc.jsonValue()),
              data_offsets: fc.oneof(fc.array(fc.integer()), fc.jsonValue()),
            }),
          ),
        ),
      ),
      (value) => readOrRefuse(header(value), 'colbert_linear.safetensors'),
    ),
    300,
  )
})

describe('text files', () => {
  const readConfig = (json: unknown) => {
    try {
      readXlmrConfig(json)
    } catch (error) {
      if (!(error instanceof Unsupported) && !(error instanceof EngineError)) throw error
    }
  }
  const step = fc.letrec<{ step: unknown }>((tie) => ({
    step: fc.oneof(
      { maxDepth: 40, depthSize: 'max' },
      fc.record({ type: fc.constantFrom<unknown>('Replace', 'Precompiled', 3, [[]], null) }),
      fc.jsonValue(),
      fc.record({ type: fc.constant('Sequence'), normalizers: fc.array(tie('step'), { maxLength: 2 }) }),
    ),
  })).step
  fuzz(
    'any normalizers of tokenizer.json are read or refused',
    fc.property(step, (normalizer) =>
      readConfig({
        model: { type: 'Unigram', unk_id: 0, vocab: [['a', 0]] },
        post_processor: { type: 'TemplateProcessing', single: [], special_tokens: {} },
        normalizer,
      }),
    ),
  )
  fuzz(
    'any JSON is a pooling or refused',
    fc.property(fc.json(), (json) => {
      unlessRefused(() => parsePooling(json, 'config.json'))
      parseModules(json)
    }),
  )
  fuzz(
    'a path of a graph never leads out of the folder without saying so',
    fc.property(fc.array(fc.constantFrom('..', '.', '', 'a', 'b\\c', '../x')), (parts) => {
      const name = externalName('onnx/', parts.join('/'))
      expect(name.replace(/^(?:\.\.(?:\/|$))+/, '').split('/')).not.toContain('..')
    }),
  )
})

describe('Replace', () => {
  const item = fc.constantFrom(
    'a',
    'b',
    '[ab]',
    ' ',
    'a+',
    'b+',
    '[ab]+',
    'a{2}',
    'a{1,2}',
    '[ab]{2,}',
    'b{1,3}',
  )
  fuzz(
    'finds what a RegExp finds',
    fc.property(
      fc.array(item, { minLength: 1, maxLength: 4 }),
      fc.string({ unit: fc.constantFrom('a', 'b', ' ', '😀'), maxLength: 14 }),
      (items, text) => {
        const source = items.join('')
        const expected = [...text.matchAll(new RegExp(source, 'gu'))].map((match) => [
          match.index,
          match.index + match[0].length,
        ])
        expect([...plainPattern(source)!.matches(text)]).toEqual(expected)
      },
    ),
    2000,
  )
  fuzz(
    'takes linear time',
    fc.property(
      fc.array(item, { minLength: 8, maxLength: 40 }),
      fc.integer({ min: 1, max: 30_000 }),
      (items, n) => {
        for (const text of ['a'.repeat(n), 'ab'.repeat(n / 2)])
          expect([...plainPattern(`${items.join('')}!`)!.matches(text)]).toEqual([])
      },
    ),
    30,
  )
})
