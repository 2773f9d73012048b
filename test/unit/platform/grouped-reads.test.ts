/** Reads near each other are one; each gets its own bytes. */
import { expect, it } from 'vitest'
import { GroupedReads } from '../../../src/platform/web/grouped-reads'
import { someBytes } from './fakes'

const data = someBytes(10_000)
const plain = (start: number, end: number) => [...data.subarray(start, end)]

function reader(grouping: Partial<{ gap: number; limit: number; parallel: number }> = {}) {
  const fetched: [number, number][] = []
  const waiting: (() => void)[] = []
  const reads = new GroupedReads(
    (start, end) => {
      fetched.push([start, end])
      return new Promise((resolve) => waiting.push(() => resolve(data.subarray(start, end))))
    },
    { gap: 100, limit: 1000, parallel: 2, ...grouping },
  )
  const read = async (start: number, end: number) => [...(await reads.read(start, end))]
  return { read, fetched, answer: () => waiting.shift()!() }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

it('neighbours share a read, in whatever order they were asked for', async () => {
  const { read, fetched, answer } = reader()
  const asked = Promise.all([read(500, 600), read(100, 110), read(200, 300), read(250, 260), read(701, 702)])
  await turn()
  expect(fetched).toEqual([
    [100, 300],
    [500, 600],
  ])
  answer()
  await turn()
  expect(fetched[2]).toEqual([701, 702])
  answer()
  answer()
  expect(await asked).toEqual([
    plain(500, 600),
    plain(100, 110),
    plain(200, 300),
    plain(250, 260),
    plain(701, 702),
  ])
})

it('what is asked for while others are read is shared too', async () => {
  const { read, fetched, answer } = reader({ parallel: 1 })
  const first = read(0, 10)
  await turn()
  const late = Promise.all([read(50, 60), read(20, 30), read(500, 501)])
  await turn()
  expect(fetched).toEqual([[0, 10]])
  answer()
  expect(await first).toEqual(plain(0, 10))
  await turn()
  expect(fetched[1]).toEqual([20, 60])
  answer()
  await turn()
  answer()
  expect(await late).toEqual([plain(50, 60), plain(20, 30), plain(500, 501)])
})

it('a shared read has a limit; one alone has none', async () => {
  const { read, fetched } = reader({ parallel: 9 })
  void read(0, 600)
  void read(600, 1100)
  void read(2000, 9000)
  await turn()
  expect(fetched).toEqual([
    [0, 600],
    [600, 1100],
    [2000, 9000],
  ])
})

it('a failure is that of all who shared, and the next are read', async () => {
  let tries = 0
  const reads = new GroupedReads(
    (start, end) => (tries++ ? Promise.resolve(data.subarray(start, end)) : Promise.reject(new Error('no'))),
    { gap: 100, limit: 1000, parallel: 1 },
  )
  const asked = await Promise.allSettled([reads.read(0, 1), reads.read(5, 6), reads.read(900, 901)])
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
})
