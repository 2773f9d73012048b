import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../../src/engine/errors'
import type { HeatmapInput } from '../../../../src/engine/heatmap/types'
import { available, unavailable } from '../../../../src/engine/model/types'
import { heatmapStaleness } from '../../../../src/features/heatmap'
import { bench } from '../../app/app'
import { settle } from '../../app/fake-client'

const HEADS = {
  heads: { dense: available({}), sparse: available({}), colbert: unavailable('dense-only') },
} as never

const three = '一。二。三。'
const two = '四！五！'

const heatmapAlone = (app: ReturnType<typeof bench>, confirmed = false) =>
  app.actions.analyze({ only: ['heatmap'], confirmed })

async function started(confirmed = false) {
  const app = bench()
  await app.load(HEADS)
  app.actions.type('a', three)
  app.actions.type('b', two)
  const run = heatmapAlone(app, confirmed)
  await settle()
  const now = () => app.store.getState().heatmap
  return { app, run, now }
}

const rows = (from: number, count: number, value: number) => ({
  done: from,
  total: 5,
  rows: {
    from,
    count,
    values: {
      dense: new Float64Array(count * 2).fill(value),
      sparse: new Float64Array(count * 2).fill(value / 2),
      colbert: null,
    },
  },
})

describe('heatmap', () => {
  it('asks for every sentence of both sides, and fills in rows as they come', async () => {
    const { app, run, now } = await started()
    const call = app.client.last('heatmap')
    const input = call.in as HeatmapInput
    expect(input.a.units.map(({ text }) => text)).toEqual(['一。', '二。', '三。'])
    expect(input.b!.units.map(({ start, end }) => [start, end])).toEqual([
      [0, 2],
      [2, 4],
    ])
    call.progress(rows(0, 1, 0.5))
    expect(now().result?.rowsDone).toBe(1)
    expect(now().result?.values.dense?.[1]).toBe(0.5)
    expect(now().result?.values.dense?.[2]).toBeNaN()
    expect(now().result?.values.colbert).toBeNull()
    call.progress(rows(1, 2, 0.25))
    call.resolve({ heads: {}, encoded: 5 })
    await run
    expect(now().run.phase).toBe('done')
    expect([...now().result!.values.sparse!]).toEqual([0.25, 0.25, 0.125, 0.125, 0.125, 0.125])
  })

  it('keeps the rows that are there when it is cancelled', async () => {
    const { app, run, now } = await started()
    const call = app.client.last('heatmap')
    call.progress(rows(0, 2, 0.5))
    app.actions.cancelHeatmap()
    await run
    expect(now().run.phase).toBe('cancelled')
    expect(now().result?.rowsDone).toBe(2)
    call.progress(rows(2, 1, 0.9))
    expect(now().result?.rowsDone).toBe(2)
    expect(now().result?.values.dense?.[4]).toBeNaN()
  })

  it('puts the prefix before each sentence of A, and rules through all of them', async () => {
    const app = bench()
    await app.load(HEADS)
    app.actions.set({ prefix: 'query: ' })
    const rules = [{ id: 'x', kind: 'symbols', enabled: true, characters: '®', replacement: '' }] as const
    app.actions.setRules({ rules, examples: [] })
    app.actions.type('a', 'One® is here. Two.')
    app.actions.type('b', 'Three®.')
    void heatmapAlone(app)
    await settle()
    const { a, b } = app.client.last('heatmap').in as HeatmapInput
    expect(a.units.map(({ text }) => text)).toEqual(['query: One is here.', 'query: Two.'])
    expect(a.whole).toBe('query: One is here. Two.')
    expect(a.units.map(({ start, end }) => a.whole.slice(start, end))).toEqual(['One is here.', 'Two.'])
    expect(b!.units[0]!.text).toBe('Three.')
  })

  it('sends one side against itself', async () => {
    const { app } = await started()
    app.actions.setHeatmap({ against: 'self' })
    void heatmapAlone(app)
    await settle()
    expect((app.client.last('heatmap').in as HeatmapInput).b).toBeNull()
    expect(app.store.getState().heatmap.result?.b).toHaveLength(3)
  })

  it('asks before an hour of work, with the estimate, and goes on when told to', async () => {
    const app = bench()
    await app.load(HEADS)
    app.actions.type('a', Array.from({ length: 5000 }, (_, i) => `第${i}句。`).join(''))
    app.actions.type('b', two)
    const run = heatmapAlone(app)
    await settle()
    app.client.last('encode').resolve({ time: 700 })
    await run
    const { run: asking } = app.store.getState().heatmap
    expect(asking).toMatchObject({ phase: 'asking', texts: 5002, cells: 10_000 })
    expect(asking.phase === 'asking' && asking.seconds).toBeGreaterThan(3000)
    expect(app.client.of('heatmap')).toHaveLength(0)
    void heatmapAlone(app, true)
    await settle()
    expect(app.client.of('heatmap')).toHaveLength(1)
  })

  it('refuses more cells than memory holds, before anything is encoded', async () => {
    const app = bench()
    await app.load(HEADS)
    app.actions.type('a', '好。'.repeat(6000))
    app.actions.setHeatmap({ against: 'self' })
    await heatmapAlone(app, true)
    expect(app.store.getState().heatmap.run).toMatchObject({
      phase: 'failed',
      error: { code: 'heatmap/too-large' },
    })
  })

  it('says at the editor that A is empty', async () => {
    const app = bench()
    await app.load(HEADS)
    app.actions.type('b', three)
    await heatmapAlone(app)
    expect(app.store.getState().a.notice).toMatchObject({ kind: 'error', error: { code: 'text/empty' } })
    expect(app.store.getState().b.notice).toBeNull()
    expect(app.store.getState().run).toMatchObject({ phase: 'failed', at: 'a' })
  })

  it('compares A with itself while B is empty, and keeps the choice for later', async () => {
    const app = bench()
    await app.load(HEADS)
    app.actions.type('a', three)
    void heatmapAlone(app)
    await settle()
    const call = app.client.last('heatmap')
    expect((call.in as HeatmapInput).b).toBeNull()
    call.resolve({ heads: {}, encoded: 3 })
    await settle()
    expect(heatmapStaleness(app.store.getState())).toEqual([])
    expect(app.store.getState().heatmap.options.against).toBe('b')
    app.actions.type('b', two)
    expect(heatmapStaleness(app.store.getState())).toEqual(['heatmapOptions'])
  })

  it('runs again when one of its options is chosen, and leaves a changed text to the user', async () => {
    const { app, run } = await started()
    app.client.last('heatmap').resolve({ heads: {}, encoded: 5 })
    await run
    app.actions.setHeatmap({ against: 'self' })
    await settle()
    expect(app.client.of('heatmap')).toHaveLength(2)
    expect((app.client.last('heatmap').in as HeatmapInput).b).toBeNull()
    app.client.last('heatmap').resolve({ heads: {}, encoded: 3 })
    await settle()
    app.actions.type('a', '六。')
    app.actions.setHeatmap({ against: 'b' })
    await settle()
    expect(app.client.of('heatmap')).toHaveLength(2)
    expect(heatmapStaleness(app.store.getState())).toEqual(['textA', 'heatmapOptions'])
  })

  it('is stale after a change of text, split, rule or option, and not after one of its looks', async () => {
    const { app, run } = await started()
    app.client.last('heatmap').resolve({ heads: {}, encoded: 5 })
    await run
    const changes = () => heatmapStaleness(app.store.getState())
    expect(changes()).toEqual([])
    app.actions.lookAtHeatmap({ sort: 'best', table: true })
    app.actions.setMode('dense')
    expect(changes()).toEqual([])
    app.actions.joinSentence('a', 2)
    expect(changes()).toEqual(['split'])
    app.actions.resetSplit('a')
    expect(changes()).toEqual([])
    app.actions.type('b', `${two}六。`)
    expect(changes()).toEqual(['textB'])
    app.actions.setHeatmap({ contextMode: 'context' })
    expect(changes()).toEqual(['textB', 'heatmapOptions'])
  })
})

describe('a cell', () => {
  async function opened() {
    const { app, run } = await started()
    app.client.last('heatmap').resolve({ heads: {}, encoded: 5 })
    await run
    const opening = app.actions.openAnatomy({ kind: 'cell', i: 1, j: 0 })
    await settle()
    return { app, opening, now: () => app.store.getState().anatomy }
  }

  it('is opened by its two sentences alone', async () => {
    const { app, opening, now } = await opened()
    expect(app.client.last('anatomy').in).toMatchObject({
      a: { units: [{ text: '二。' }] },
      b: { units: [{ text: '四！' }] },
      i: 0,
      j: 0,
      contextMode: 'isolated',
    })
    app.client.last('anatomy').resolve({ scores: {} })
    await opening
    expect(now()).toMatchObject({ run: { phase: 'done' }, a: { text: '二。' }, b: { text: '四！' } })
    app.actions.closeAnatomy()
    expect(now()).toBeNull()
  })

  it('opens with the tab of the chosen score; the next cell opens with the tab that was chosen', async () => {
    const { app, run } = await started()
    app.client.last('heatmap').resolve({ heads: {}, encoded: 5 })
    await run
    const part = async (i: number) => {
      void app.actions.openAnatomy({ kind: 'cell', i, j: 0 })
      await settle()
      return app.store.getState().anatomy?.part
    }
    app.actions.setMode('sparse')
    expect(await part(0)).toBe('sparse')
    app.actions.setMode('all')
    expect(await part(1)).toBe('sparse')
    app.actions.showAnatomyPart('dense')
    expect(await part(2)).toBe('dense')
    app.actions.closeAnatomy()
    expect(await part(0)).toBe('colbert')
  })

  it('is not opened with another model than made the map', async () => {
    const { app } = await started()
    app.client.last('heatmap').resolve({ heads: {}, encoded: 5 })
    await settle()
    app.store.setState({
      model: {
        phase: 'ready',
        info: { ...(app.store.getState().model as { info: object }).info, hash: 'other' } as never,
        time: 1 as never,
      },
    })
    await app.actions.openAnatomy({ kind: 'cell', i: 0, j: 0 })
    expect(app.store.getState().anatomy?.run).toMatchObject({
      phase: 'failed',
      error: { code: 'heatmap/other-model' },
    })
  })

  it('leaves out words one at a time; cancel keeps what is there', async () => {
    const { app, opening, now } = await opened()
    app.client.last('anatomy').resolve({ scores: { dense: available(0.8) } })
    await opening
    const run = app.actions.occlude('a', 'word')
    await settle()
    const call = app.client.last('occlude')
    expect(call.in).toMatchObject({ side: 'a', parts: [{ start: 0, end: 1 }] })
    call.progress({ done: 1, total: 1, part: { index: 0, scores: { dense: available(0.3) } } })
    app.actions.cancelOcclusion()
    await run
    expect(now()?.occlusion.a).toMatchObject({
      run: { phase: 'cancelled' },
      parts: [{ text: '二', scores: { dense: available(0.3) } }],
    })
  })

  it('fails with what the engine says, and the map stays', async () => {
    const { app, opening, now } = await opened()
    app.client.last('anatomy').reject(new EngineError('model/run-failed', 'no', { detail: 'no' }))
    await opening
    expect(now()?.run).toMatchObject({ phase: 'failed', error: { code: 'model/run-failed' } })
    expect(app.store.getState().heatmap.result).not.toBeNull()
  })
})
