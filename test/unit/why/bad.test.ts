/** What cannot be explained at all, cancel, and what is seen of a run under way. */
import { expect, it } from 'vitest'
import { cancelled } from '../../../src/engine/errors'
import type { WhyProgress, WhyTarget } from '../../../src/engine/why/types'
import { toleranceFor } from '../../../src/engine/why/tolerance'
import { dense, denseOf, explain, modelOf, namesOf, rowsOf, TEXT } from './helpers'

const ROW = Array.from({ length: 64 }, (_, at) => Math.sin(at * at))

it.each<readonly [string, WhyTarget]>([
  ['why/dimension', dense([...ROW, 0.5])],
  ['why/too-short', dense([0.1, 0.2, 0.3])],
  ['why/zero', dense(ROW.map(() => 0))],
  ['vector/not-finite', dense([...ROW.slice(1), NaN])],
  ['why/token-id', { head: 'sparse', weights: new Map([[9_999_999, 0.2]]) }],
  ['vector/not-finite', { head: 'sparse', weights: new Map([[5, Infinity]]) }],
  ['why/dimension', { head: 'colbert', rows: 1, dimension: 65, data: Float64Array.from([...ROW, 1]) }],
  ['why/zero', { head: 'colbert', rows: 1, dimension: 64, data: new Float64Array(64) }],
])('%s', async (code, target) => {
  await expect(explain(await modelOf('tiny'), target, TEXT)).rejects.toMatchObject({ code })
})

it('the empty text is explained as any other', async () => {
  const model = await modelOf('tiny')
  expect(namesOf((await explain(model, dense(await denseOf(model, '')), '')).best)).toEqual([])
  const rows = { head: 'colbert', ...(await rowsOf(model, '')) } as const
  expect(namesOf((await explain(model, rows, '')).best)).toEqual([])
  const none = await explain(model, { head: 'sparse', weights: new Map() }, '')
  expect(none.explained).toBe(true)
})

it('progress grows to its total, with the best so far; a cancel stops at the next run; what is known is not run again', async () => {
  const model = await modelOf('tiny')
  const text = `${TEXT} Once more.`
  const seen: WhyProgress[] = []
  const done = await explain(model, dense(ROW), text, {}, { onProgress: (progress) => seen.push(progress) })
  expect(seen[0]).toMatchObject({ done: 0, best: null, pairs: false })
  expect(seen.at(-1)).toMatchObject({ done: done.compared, total: done.compared, pairs: true })
  expect(seen.every((each, at) => at === 0 || each.done >= seen[at - 1]!.done)).toBe(true)
  expect(seen.at(-1)!.best!.cosine).toBe(done.best!.cosine)
  expect(done.encoded).toBeGreaterThan(0)

  const again = await explain(model, dense(ROW), text)
  expect(again.encoded).toBe(0)
  expect(again.ranked).toEqual(done.ranked)

  let last: WhyProgress | null = null
  const stopped = explain(model, dense(ROW), `${text} And again.`, {}, {
    onProgress: (progress) => (last = progress),
    checkpoint: async () => {
      if (last?.done === 5) throw cancelled()
    },
  }) // oxfmt-ignore
  await expect(stopped).rejects.toMatchObject({ code: 'run/cancelled' })
  expect(last).toMatchObject({ done: 5 })
})

it('the tolerance says what it leaves room for; of a quantised model it says how far that may be', async () => {
  const tiny = await explain(await modelOf('tiny'), dense(ROW), TEXT)
  expect(tiny.tolerance).toEqual({ cosine: 0.9999, largestDifference: 2e-3, arithmetic: 'fp16', dtype: 'fp32', quantised: null }) // oxfmt-ignore
  expect(tiny.nearQuantised).toBe(false)
  // As the table of the certificate has it: src/engine/certify/tolerances.ts.
  expect(toleranceFor('q4').quantised).toBe(0.93)
  expect(toleranceFor('fp16').quantised).toBeNull()
})
