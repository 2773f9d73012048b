import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from '../../../src/engine/base64'
import { floatBytes, floatsOf } from '../../../src/formats/float-bytes'
import { diffCases } from '../../../src/formats/case/diff'
import type { DiffRow } from '../../../src/formats/case/diff-types'
import { judge } from '../../../src/formats/case/judge'
import { COLBERT_LIMIT } from '../../../src/formats/case/make'
import type { CaseFile } from '../../../src/formats/case/schema'
import { caseOf, machine, remade } from './fixture'

const texts = ['alpha beta gamma delta', 'alpha beta other words'] as const
const stored = await caseOf(texts)
const changed = (rows: readonly DiffRow[]) => rows.filter((row) => row.changed).map(({ what }) => what)
const row = (rows: readonly DiffRow[], what: string) => rows.find((each) => each.what === what)!
const after = (change: (draft: CaseFile) => void) =>
  remade(stored, change).then((now) => diffCases(stored, now))

describe('the table of changes', () => {
  it('names settings, the tokens that they change, and every number behind them', async () => {
    const cut = await caseOf(texts, { settings: { ...stored.settings, max_length: 5 } })
    const { verdict, rows } = diffCases(stored, cut)
    expect(verdict).toBe('differs')
    expect(changed(rows)).toEqual(
      expect.arrayContaining(['max_length', 'input_ids.a', 'scores.dense', 'dense_vecs.a']),
    )
    expect(row(rows, 'max_length')).toMatchObject({ kind: 'cause', before: 512, after: 5, matters: true })
    const ids = row(rows, 'input_ids.a')
    expect(ids).toMatchObject({ before: stored.result.a.input_ids.length, after: 5, matters: true })
    expect(ids.details[0]).toMatchObject({ at: 4, after: null })
    expect(ids.details[0]!.before).toMatch(/\(\d+\)$/)
    const score = row(rows, 'scores.dense')
    expect(score.difference).toBe((score.after as number) - (score.before as number))
    expect(row(rows, 'dense_vecs.a').cosine).toBeLessThan(1)
  })

  it('shows one token for another by its place, and does not shift what follows', async () => {
    const { rows } = await after((now) => now.result.a.input_ids.splice(2, 1, 99, 98))
    const ids = row(rows, 'input_ids.a')
    expect(ids.details.map(({ at }) => at)).toEqual([2, 3])
    expect(ids.details[1]).toMatchObject({ before: null })
    expect(ids.more).toBe(0)
  })

  it('tells a difference within the tolerance from one beyond', async () => {
    const by = (step: number) =>
      after((now) => {
        const weights = now.result.b.lexical_weights as Record<string, number>
        const [id] = Object.keys(weights)
        weights[id!]! += step
      })
    const near = await by(1e-6)
    expect(near.verdict).toBe('within-tolerance')
    expect(row(near.rows, 'lexical_weights.b')).toMatchObject({
      changed: true,
      matters: false,
      tolerance: 1e-5,
    })
    const far = await by(1e-2)
    expect(far.verdict).toBe('differs')
    expect(row(far.rows, 'lexical_weights.b').difference).toBeCloseTo(1e-2, 8)
    expect(row(far.rows, 'lexical_weights.b').details).toHaveLength(1)
  })

  it('has other tolerances for another model, and does not count it as an outcome', async () => {
    const diff = await after((now) => {
      now.result.identity.model_hash = 'another'
      now.result.identity.dtype = 'int8'
      now.result.scores.dense = (now.result.scores.dense as number) + 0.05
    })
    expect(diff).toMatchObject({
      verdict: 'within-tolerance',
      tolerance: `int8 against ${stored.result.identity.dtype}`,
    })
    expect(row(diff.rows, 'model_hash')).toMatchObject({ kind: 'cause', changed: true, matters: true })
    expect(row(diff.rows, 'scores.dense')).toMatchObject({ changed: true, matters: false })
  })

  it('knows rows by their hash, and how far they are where both are there', async () => {
    type Rows = { sha256: string; float32: string | null }
    const other = (change: (rows: Rows) => void) => after((now) => change(now.result.a.colbert_vecs as Rows))
    const far = await other((rows) => {
      const floats = floatsOf(fromBase64(rows.float32!)!)
      floats[0]! += 0.5
      rows.float32 = toBase64(floatBytes(floats))
      rows.sha256 = '1'.repeat(64)
    })
    expect(row(far.rows, 'colbert_vecs.a')).toMatchObject({ changed: true, matters: true })
    expect(row(far.rows, 'colbert_vecs.a').difference).toBeCloseTo(0.5, 6)
    const unknown = await other((rows) => Object.assign(rows, { sha256: '1'.repeat(64), float32: null }))
    expect(row(unknown.rows, 'colbert_vecs.a')).toMatchObject({
      changed: true,
      difference: null,
      matters: false,
    })
    expect(COLBERT_LIMIT).toBe(1024 * 1024 * 4)
  })

  it('says of rules what changed, and nothing of those that are off', async () => {
    const rule = { id: 'r', kind: 'lower-case', enabled: false } as const
    expect(changed((await after((now) => void (now.rules = [rule]))).rows)).toEqual([])
    const { rows, verdict } = await after((now) => void (now.rules = [{ ...rule, enabled: true }]))
    expect(changed(rows)).toEqual(['rules'])
    expect(row(rows, 'rules')).toMatchObject({
      before: '',
      after: 'lower-case',
      details: [{ at: 0, before: null }],
    })
    expect(verdict).toBe('within-tolerance')
  })

  it('shows what a model no longer gives with its reason, and environments that change nothing', async () => {
    const gone = await after((now) => void (now.result.scores.sparse = { unavailable: 'dense-only' }))
    expect(row(gone.rows, 'scores.sparse')).toMatchObject({ after: 'dense-only', matters: true })
    const moved = await after((now) => {
      now.environment.user_agent = 'another browser'
      now.result.identity.threads = 8
    })
    expect(moved.verdict).toBe('identical')
    expect(changed(moved.rows)).toEqual(['threads', 'environment.user_agent'])
  })

  it('is worth something for two real models too', async () => {
    const demo = await caseOf(texts, {}, machine('demo'))
    const diff = diffCases(stored, demo)
    expect(changed(diff.rows)).toEqual(expect.arrayContaining(['model_hash', 'scores.dense']))
    // Vectors of another size have no cosine.
    expect(row(diff.rows, 'dense_vecs.a')).toMatchObject({ changed: true, matters: true, cosine: null })
  })
})

describe('what is expected', () => {
  const { result } = stored
  const dense = result.scores.dense as number
  it('is judged by its threshold, and by nothing where there is none', () => {
    const expected = { outcome: 'match', score: 'dense', threshold: dense } as const
    expect(judge(expected, result)).toMatchObject({ state: 'pass', value: dense })
    expect(judge({ ...expected, threshold: dense + 1e-9 }, result).state).toBe('fail')
    expect(judge({ ...expected, outcome: 'no-match' }, result).state).toBe('fail')
    expect(judge({ ...expected, outcome: 'no-match', threshold: dense + 1e-9 }, result).state).toBe('pass')
    expect(judge({ ...expected, threshold: null }, result).state).toBe('no-threshold')
    expect(judge({ ...expected, outcome: null }, result).state).toBe('nothing-expected')
    const without = { scores: { ...result.scores, dense: { unavailable: 'no-pooling' } } }
    expect(judge(expected, without)).toMatchObject({ state: 'unavailable', reason: 'no-pooling' })
  })
})
