import { expect, it } from 'vitest'
import { MODEL_FOLDERS } from '../../engine'
import { cli, jsonl } from './run'

const tiny = ['--model', MODEL_FOLDERS.tiny]

interface Line {
  readonly id: unknown
  readonly facts: readonly Readonly<Record<string, unknown>>[]
}

async function diagnose(args: readonly string[], rows: readonly object[]): Promise<readonly Line[]> {
  const { status, stderr, lines } = await cli(['diagnose', ...tiny, ...args], jsonl(rows))
  expect(status, stderr).toBe(0)
  return lines as unknown as Line[]
}
const codes = ({ facts }: Line) => facts.map(({ code }) => code)

it('gives the facts of a pair, and of one text alone', async () => {
  const lines = await diagnose(
    ['--max-length', '4'],
    [
      { id: 1, a: '如何申请退款？', b: 'refund' },
      { id: 'alone', a: '退货' },
      { id: 3, a: '退货', b: null },
    ],
  )
  expect(lines.map(({ id }) => id)).toEqual([1, 'alone', 3])
  expect(codes(lines[0]!)).toContain('truncated')
  expect(codes(lines[0]!)).toContain('no-shared-token')
  expect(codes(lines[1]!)).toEqual(['short-text'])
  expect(lines[2]!.facts).toEqual(lines[1]!.facts)
  expect(Object.keys(lines[0]!)).toEqual(['id', 'facts'])
})

it('measures with the scores of the command score', async () => {
  const rows = [{ id: 1, a: '退货', b: 'refund' }]
  const { lines } = await cli(['score', ...tiny, '--weights', '3,1,1'], jsonl(rows))
  const [{ facts }] = (await diagnose(['--weights', '3,1,1'], rows)) as [Line]
  expect(facts.find(({ code }) => code === 'no-shared-token')).toMatchObject({
    sparse: lines[0]!.sparse,
    dense: lines[0]!.dense,
    sparse_dense: lines[0]!['sparse+dense'],
    dense_share: 0.75,
  })
})

it('names the line and the field of bad input', async () => {
  const { status, stderr } = await cli(['diagnose', ...tiny], '{"id":1,"a":"x","b":5}\n')
  expect(status).toBe(2)
  expect(stderr).toMatch(/line 1.*"b"/)
})
