import { readFileSync } from 'node:fs'
import Ajv from 'ajv/dist/2020'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../src/engine/errors'
import { decodeText } from '../../../src/engine/text/decode'
import { DEFAULT_RULES } from '../../../src/engine/text/preprocess/defaults'
import { fromBase64, toBase64 } from '../../../src/engine/base64'
import { floatBytes, floatsOf } from '../../../src/formats/float-bytes'
import { diffCases } from '../../../src/formats/case/diff'
import { COLBERT_LIMIT, withoutSecrets } from '../../../src/formats/case/make'
import { mayBeCase, readCases } from '../../../src/formats/case/parse'
import type { CaseFile } from '../../../src/formats/case/schema'
import { caseToJson, casesToJson, fileNameOf, nameFor } from '../../../src/formats/case/write'
import { caseOf, remade, parseCase } from './fixture'

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'fine',
    (error: { code?: string; values?: object }) => ({ code: error.code, ...error.values }),
  )
const edited = (file: CaseFile, change: (draft: CaseFile) => void) => {
  const draft = structuredClone(file)
  change(draft)
  return caseToJson(draft)
}

const plain = await caseOf(['手机充不进电 👩‍👩‍👧‍👦', 'If the phone does not charge, 请清洁接口。'])

describe('a case as a file', () => {
  it('is read back as it was written, whatever its layout', async () => {
    const json = caseToJson(plain)
    expect(json.startsWith('{\n "format": "m3scope/case"')).toBe(true)
    expect(await parseCase(json, 'x')).toEqual(plain)
    // As another tool would write it: keys sorted, no white space, a byte order mark.
    const sorted = JSON.stringify(plain, (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)))
        : value,
    )
    expect(await parseCase('\uFEFF' + sorted, 'x')).toEqual(plain)
  })

  it('has everything at full precision, and the schema says so', () => {
    const { result } = plain
    const dense = result.a.dense_vecs as number[]
    expect(result.explanation.dense).toMatchObject({ dimension: dense.length })
    expect(result.scores.dense).toBe((result.explanation.dense as { dot: number }).dot)
    const rows = result.a.colbert_vecs as { rows: number; dimension: number; float32: string }
    expect(rows.rows).toBe(result.a.input_ids.length - 1)
    expect(floatsOf(fromBase64(rows.float32)!)).toHaveLength(rows.rows * rows.dimension)
    expect(rows.rows * rows.dimension * 4).toBeLessThanOrEqual(COLBERT_LIMIT)
    const schema = JSON.parse(readFileSync('docs/schemas/m3scope-case-1.schema.json', 'utf8')) as object
    const valid = new Ajv({ strict: false, validateFormats: false }).compile(schema)
    expect(valid(plain), JSON.stringify(valid.errors)).toBe(true)
    expect(valid({ ...plain, version: 2 })).toBe(false)
  })

  it('keeps the bytes of a file that was not edited, and knows when they do not fit', async () => {
    for (const encoding of ['gb18030', 'big5', 'utf-16le', 'shift_jis'] as const) {
      const written = '繁體中文的查詢：如何申請退款？\r\n退款條件'
      const bytes = new Uint8Array(iconv.encode(written, encoding))
      const { text, how, lossy, doubtful } = decodeText(bytes, encoding)
      const made = await caseOf([text.replaceAll('\r\n', '\n'), 'b'], {
        a: {
          text: text.replaceAll('\r\n', '\n'),
          file: { name: '查詢.txt', encoding, how, lossy, doubtful },
          bytes,
        },
      })
      const back = await parseCase(caseToJson(made), 'x')
      expect(back.sides.a.bytes_of).toBe('file')
      expect(fromBase64(back.sides.a.bytes)).toEqual(bytes)
      const other = await remade(made, (draft) => void (draft.sides.a.text += '。'))
      expect(await code(parseCase(caseToJson(other), 'x'))).toMatchObject({ field: 'sides.a.text' })
    }
  })

  it('keeps any text that has bytes, and refuses one that has none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (text) => {
        const made = await remade(plain, (draft) => {
          draft.sides.a.text = text
          draft.sides.a.bytes = toBase64(new TextEncoder().encode(text))
        })
        expect((JSON.parse(caseToJson(made)) as CaseFile).sides.a.text).toBe(text)
        const bytes = fromBase64(made.sides.a.bytes)!
        expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)).toBe(text)
      }),
      { numRuns: 100 },
    )
    await expect(
      caseOf(['fine', 'fine'], { a: { text: 'cut \ud83d off', file: null, bytes: null } }),
    ).rejects.toMatchObject({ code: 'text/lone-surrogate', values: { index: 4 } })
  })

  it('has no secret of an address', () => {
    expect(withoutSecrets('https://me:pass@intranet.test/models/x/?token=abc#k')).toBe(
      'https://intranet.test/models/x/',
    )
    expect(withoutSecrets('huggingface.co/BAAI/bge-m3@5617a9f6')).toBe('huggingface.co/BAAI/bge-m3@5617a9f6')
  })
})

describe('a file that is none, or not as it was', () => {
  it('says that it is newer', async () => {
    const newer = JSON.stringify({ ...plain, version: 2, anything: { else: 1 } })
    expect(await code(parseCase(newer, 'n.m3case.json'))).toMatchObject({
      code: 'case/newer',
      found: 2,
      known: 1,
    })
    expect(await code(readCases('{"format":"m3scope/cases","version":9}', 'x'))).toMatchObject({
      code: 'case/newer',
      found: 9,
    })
  })

  it('names the field that was edited by hand', async () => {
    const field = async (change: (draft: CaseFile) => void) =>
      (await code(parseCase(edited(plain, change), 'x'))) as { code: string; field: string }
    expect(await field((d) => (d.sides.a.text += '!'))).toMatchObject({
      code: 'case/altered',
      field: 'sides.a.text',
    })
    expect(await field((d) => (d.sides.b.bytes = toBase64(Uint8Array.of(65))))).toMatchObject({
      code: 'case/altered',
      field: 'sides.b.bytes',
    })
    expect(await field((d) => (d.result.scores.dense = 0.99))).toMatchObject({
      code: 'case/altered',
      field: 'result.scores.dense',
    })
    expect(await field((d) => (d.result.scores['sparse+dense'] = 0.99))).toMatchObject({
      field: 'result.scores.sparse+dense',
    })
    expect(await field((d) => (d.settings.max_length = 8192))).toMatchObject({
      code: 'case/altered',
      field: 'sha256',
    })
    expect(await field((d) => (d.result.a.input_ids[1] = 7))).toMatchObject({
      code: 'case/altered',
      field: 'sha256',
    })
    expect(await field((d) => ((d.settings as { max_length: unknown }).max_length = 'much'))).toMatchObject({
      code: 'case/invalid',
      field: 'settings.max_length',
    })
    expect(await field((d) => delete (d as Partial<CaseFile>).rules)).toMatchObject({
      code: 'case/invalid',
      field: 'rules',
    })
    // What people may write in it.
    expect(
      await field((d) => ((d.name = 'another'), (d.notes = 'more'), (d.expected.outcome = 'match'))),
    ).toBe('fine')
  })

  it('gives its texts all the same where they are there', async () => {
    const broken = await readCases(
      edited(plain, (d) => delete (d as Partial<CaseFile>).settings),
      'x',
    )
    expect(broken).toMatchObject({
      kind: 'case',
      found: { state: 'bad', texts: { a: plain.sides.a.text, b: plain.sides.b.text } },
    })
    const altered = await readCases(
      edited(plain, (d) => (d.sides.a.text = 'other')),
      'x',
    )
    expect(altered).toMatchObject({
      kind: 'case',
      found: { state: 'altered', case: { sides: { a: { text: 'other' } } } },
    })
  })

  it('tells a cut file from one that is no JSON and from one of something else', async () => {
    const json = caseToJson(plain)
    for (const part of [0.1, 0.5, 0.99])
      expect(await code(parseCase(json.slice(0, json.length * part), 'c'))).toMatchObject({
        code: 'case/truncated',
      })
    expect(await code(parseCase(json.replace('"version"', 'version'), 'c'))).toMatchObject({
      code: 'case/invalid',
      field: 'the file',
    })
    const found = async (text: string) => {
      const error = await readCases(text, 'c.m3case.json').catch((thrown: unknown) => thrown)
      return error instanceof EngineError && [error.code, error.values['found']]
    }
    expect(await found('hello')).toEqual(['case/not-a-case', 'begins with "hello"'])
    expect(await found('{"a":1}')).toEqual(['case/not-a-case', 'does not have it'])
    expect(await found('{"format":"other"}')).toEqual(['case/not-a-case', 'has "format": "other"'])
    expect(await readCases('{"a":{"format":"m3scope/case"}}', 'log.json')).toEqual({ kind: 'nothing' })
  })

  it('is recognised by its content, by its name where it must', () => {
    const json = caseToJson(plain)
    expect(mayBeCase('notes.txt', json.slice(0, 200), '')).toBe(true)
    expect(mayBeCase('x.m3cases.json', '', '')).toBe(true)
    expect(mayBeCase('sorted.json', '{"created":1,', '"format":"m3scope/cases","version":1}')).toBe(true)
    expect(mayBeCase('quote.txt', 'It says "format":"m3scope/case"', '')).toBe(false)
    expect(mayBeCase('data.json', '{"format":"other"}', '')).toBe(false)
  })

  it('never crashes on a case that was damaged anywhere', async () => {
    const json = caseToJson(plain)
    await fc.assert(
      fc.asyncProperty(fc.nat(json.length - 1), fc.string({ maxLength: 3 }), async (at, put) => {
        const found = await code(parseCase(json.slice(0, at) + put + json.slice(at + 1), 'x'))
        expect(found === 'fine' || /^case\//.test((found as { code: string }).code)).toBe(true)
      }),
      { numRuns: 60 },
    )
  })
})

describe('many cases', () => {
  it('are one file, each checked by itself', async () => {
    const second = await remade({ ...plain, id: 'case-2' }, () => undefined)
    const json = [...casesToJson([plain, second], '2026-01-02T03:04:05.000Z')].join('')
    expect(await readCases(json, 'x')).toEqual({
      kind: 'cases',
      found: [
        { state: 'good', case: plain },
        { state: 'good', case: second },
      ],
    })
    const broken = json.replace('"id":"case-2"', '"id":2')
    expect(await readCases(broken, 'x')).toMatchObject({
      kind: 'cases',
      found: [
        { state: 'good' },
        { state: 'bad', error: { code: 'case/invalid', values: { field: 'cases.1.id' } } },
      ],
    })
    expect(await readCases([...casesToJson([], '2026-01-02T03:04:05.000Z')].join(''), 'x')).toMatchObject({
      found: [],
    })
  })

  it('are named by how their texts begin', () => {
    expect(nameFor('one\ntwo', 'x'.repeat(30))).toBe(`one two / ${'x'.repeat(24)}…`)
    expect(fileNameOf('充不进电 / a:b*c', '.m3case.json')).toBe('充不进电-a-b-c.m3case.json')
    expect(fileNameOf('???', '.m3case.json')).toBe('case.m3case.json')
  })
})

describe('bytes', () => {
  it('floats survive, and are little-endian', () => {
    fc.assert(
      fc.property(fc.float32Array(), (floats) => {
        expect(floatsOf(floatBytes(floats))).toEqual(floats)
      }),
    )
    expect([...floatBytes(Float32Array.of(1))]).toEqual([0, 0, 128, 63])
  })
})

describe('the same case run again', () => {
  it('is identical, bit by bit, with rules and a prefix too', async () => {
    const rules = DEFAULT_RULES.map((rule) => ({ ...rule, enabled: true })) as CaseFile['rules']
    const given = { rules, prefix: 'query: ', metadata: 'out' as const }
    const texts = ['  ＡＢＣ® 手机  充电\u200b ', 'Abc 充电 https://example.com/x?y=z'] as const
    const stored = await parseCase(caseToJson(await caseOf(texts, given)), 'x')
    const diff = diffCases(stored, await caseOf(texts, given))
    expect(diff.rows.filter(({ changed }) => changed)).toEqual([])
    expect(diff).toMatchObject({ verdict: 'identical', tolerance: 'same' })
    expect(diff.rows.map(({ what }) => what)).toEqual(
      expect.arrayContaining([
        'model_hash',
        'rules',
        'input_ids.a',
        'scores.colbert',
        'dense_vecs.b',
        'threads',
      ]),
    )
  })
})
