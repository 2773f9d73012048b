/** The two passes: nothing before all is checked, and never all at once in memory. */
import Papa from 'papaparse'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { available } from '../../../src/engine/model/types'
import { EXPORT_TARGETS, targetOf } from '../../../src/formats/export'
import { checkExport, FINDINGS_PER_CODE, type Plan } from '../../../src/formats/export/run'
import { isUuid, uuidMaker } from '../../../src/formats/export/uuid'
import type { ExportTarget } from '../../../src/formats/export/types'
import { bytesOf, each, handJob, handMade, textRecord } from '../../exports'

const plan = (ids: readonly (string | number)[], change: Partial<Plan> = {}): Plan => ({
  target: targetOf('milvus'),
  job: handJob({ count: ids.length }),
  texts: ids.map((id) => textRecord(id, `text ${id}`)),
  encode: async ({ id, text }) => handMade(id, text).encoded,
  ...change,
})

it('an id that is a key may be there once; 1 and "1" are the same', async () => {
  const twice = await checkExport(plan(['a', 'b', 'a']))
  expect(twice.findings).toMatchObject([{ severity: 'error', code: 'duplicate-id', record: 'a' }])
  expect(twice.refused).toBe(true)
  expect((await checkExport(plan([1, '1']))).refused).toBe(true)
  const file = await checkExport(plan(['a', 'a'], { target: targetOf('jsonl') }))
  expect(file).toMatchObject({ refused: false, findings: [{ severity: 'warning' }] })
})

it('encodes nothing where the job itself is refused', async () => {
  const job = handJob({ settings: { ...handJob().settings, name: 'not a name' } })
  const encode = async () => {
    throw new Error('encoded')
  }
  expect((await checkExport(plan(['a'], { job, encode }))).refused).toBe(true)
})

it('lists a hundred findings of a kind and counts the others', async () => {
  const ids = Array.from({ length: 250 }, (_, at) => at)
  const checked = await checkExport(
    plan(ids, { encode: async ({ id, text }) => handMade(id, text, { sparse: {} }).encoded }),
  )
  expect(checked.findings).toHaveLength(FINDINGS_PER_CODE)
  expect(checked.more).toEqual({ error: 0, warning: 150 })
  expect(checked.refused).toBe(false)
})

/** 1,000 records of 300 rows × 256: 300 MB of floats, were they kept. */
it.each(EXPORT_TARGETS.map(({ name }) => name))('%s: a thousand records, a few at a time', async (name) => {
  let made = 0
  let written = 0
  let furthest = 0
  async function* records() {
    for (let at = 0; at < 1_000; at++) {
      made++
      furthest = Math.max(furthest, made - written)
      yield handMade(at, `text ${at}`)
      // Asked for the next one: this one is out.
      written++
    }
  }
  let chunks = 0
  let longest = 0
  for await (const chunk of targetOf(name).write(handJob({ count: 1_000 }), records())) {
    chunks++
    longest = Math.max(longest, chunk.length)
  }
  expect(made).toBe(1_000)
  expect(furthest).toBe(1)
  expect(chunks).toBeGreaterThanOrEqual(1_000)
  expect(longest).toBeLessThan(4_096)
})

it('keeps records between the passes up to a bound, and makes the others again', async () => {
  const calls = new Map<string, number>()
  const rows = 10_000
  const big = { rows, dimension: 256, data: new Float32Array(rows * 256) }
  const many = plan(
    Array.from({ length: 20 }, (_, at) => `r${at}`),
    {
      target: targetOf('jsonl'),
      encode: async ({ id, text }) => {
        calls.set(String(id), (calls.get(String(id)) ?? 0) + 1)
        return { ...handMade(id, text).encoded, colbertVecs: available(big) }
      },
    },
  )
  const checked = await checkExport(many)
  const seen: (string | number)[] = []
  for await (const { id } of checked.records()) seen.push(id)
  expect(seen).toEqual(many.texts.map(({ id }) => id))
  const times = [...calls.values()]
  expect(times.filter((count) => count === 1)).toHaveLength(12) // 12 × 2.56 million floats
  expect(times.filter((count) => count === 2)).toHaveLength(8)
})

it('Milvus REST: bodies of at most 100 entities', async () => {
  const records = Array.from({ length: 201 }, (_, at) => handMade(at, `t${at}`))
  const target = targetOf('milvus-rest')
  const file = await bytesOf(target.write(handJob({ count: 201, integerIds: true }), each(records)))
  const bodies = file
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(bodies.map(({ data }) => data.length)).toEqual([100, 100, 1])
  expect(bodies.flatMap(({ data }) => data.map(({ id }: { id: number }) => id))).toEqual(
    records.map(({ id }) => id),
  )
})

describe('what is written reads back the same', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 })
  const float = fc.float({ noNaN: true, noDefaultInfinity: true })
  const write = async (target: ExportTarget, record: ReturnType<typeof handMade>) =>
    (await bytesOf(target.write(handJob({ count: 1 }), each([record])))).toString()

  it('numbers: as double and as float32', () =>
    fc.assert(
      fc.asyncProperty(fc.array(float, { minLength: 3, maxLength: 3 }), async (dense) => {
        const line = JSON.parse(await write(targetOf('jsonl'), handMade('A', 'x', { dense })))
        // JSON has one zero.
        expect(line.dense.map((one: number) => one + 0)).toEqual(dense.map((one) => one + 0))
      }),
    ))

  it('CSV: texts', () =>
    fc.assert(
      fc.asyncProperty(text, async (one) => {
        const { data, errors } = Papa.parse<string[]>(await write(targetOf('csv'), handMade('A', one)), {
          newline: '\r\n',
          skipEmptyLines: true,
        })
        expect(errors).toEqual([])
        expect(data[1]![1]).toBe(one)
        expect(JSON.parse(data[1]![3]!)).toEqual({ 83: 0.25, 4865: Math.fround(0.0836) })
      }),
    ))

  it('pgvector: a literal ends where it should', () =>
    fc.assert(
      fc.asyncProperty(
        text.filter((one) => !one.includes('\0')),
        async (one) => {
          const sql = await write(targetOf('pgvector'), handMade("it's", one))
          const [, id, found] = /VALUES \('((?:[^']|'')*)', '((?:[^']|'')*)', '\[/.exec(sql)!
          expect(id!.replaceAll("''", "'")).toBe("it's")
          expect(found!.replaceAll("''", "'")).toBe(one)
        },
      ),
    ))
})

it('UUIDs are those of uuid.uuid5(NAMESPACE_URL, "m3scope:" + id)', async () => {
  const uuid = await uuidMaker()
  expect(uuid('A')).toBe('d8c6e6cf-ebe0-5076-9361-43d3d54e6215')
  expect(uuid('A')).not.toBe(uuid('B'))
  const own = '550E8400-e29b-41d4-a716-446655440000'
  expect(isUuid(own)).toBe(true)
  expect(uuid(own)).toBe(own.toLowerCase())
})
