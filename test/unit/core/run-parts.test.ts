import { describe, expect, it } from 'vitest'
import { EngineError } from '../../../src/engine/errors'
import { available, unavailable } from '../../../src/engine/model/types'
import { bench } from '../app/app'
import { reply, settle } from '../app/fake-client'

const HEADS = {
  heads: { dense: available({}), sparse: available({}), colbert: unavailable('dense-only') },
  attention: unavailable('attention-whole'),
  execution: { kind: 'whole', reason: 'asked' },
} as never

const DIALOGUE = [
  '[2024-05-12 09:31:07] user_8842913: 你好，我上周五下的订单到现在还没发货，什么情况？',
  '[2024-05-12 09:31:42] 客服小林(agent_0147): 您好，我马上帮您查询一下。',
  '[2024-05-12 09:33:15] 客服小林(agent_0147): 查到了，目前仓库缺货。',
  '[2024-05-12 09:33:58] user_8842913: 那我不要了，直接退款可以吗？',
].join('\n')

async function page(a: string, b = '') {
  const app = bench()
  await app.load(HEADS)
  app.actions.type('a', a)
  app.actions.type('b', b)
  const now = () => app.store.getState()
  const finish = async () => {
    app.client.last('heatmap').resolve({ heads: {}, encoded: 1 })
    await settle()
  }
  return { app, now, finish }
}

const scored = async (app: Awaited<ReturnType<typeof page>>['app']) => {
  app.client.last('analyze').resolve(reply())
  await settle()
}

describe('what an analysis runs', () => {
  it('A alone: its own heatmap, which is shown', async () => {
    const { app, now, finish } = await page('一。二。三。')
    const run = app.actions.analyze()
    await settle()
    expect(app.client.of('analyze')).toHaveLength(0)
    expect(now()).toMatchObject({
      view: 'heatmap',
      b: { notice: null },
      run: { phase: 'running', part: 'heatmap' },
    })
    await finish()
    await run
    expect(now().run).toMatchObject({ phase: 'done', parts: [{ title: { en: 'Heatmap' } }] })
  })

  it('A alone, with the tab of the scores chosen: the heatmap is shown all the same, since there are no scores', async () => {
    const { app, now } = await page('一。二。三。')
    app.actions.setView('scores')
    void app.actions.analyze()
    await settle()
    expect(now().view).toBe('heatmap')
  })

  it('a short pair: the scores', async () => {
    const { app, now } = await page('one', 'two')
    const run = app.actions.analyze()
    await settle()
    await scored(app)
    await run
    expect(app.client.of('heatmap')).toHaveLength(0)
    expect(now()).toMatchObject({
      view: 'scores',
      run: { phase: 'done', parts: [{ title: { en: 'Scores' } }] },
    })
  })

  it('a dialogue and a text: the scores first, then the heatmap, in one run', async () => {
    const { app, now, finish } = await page(DIALOGUE, '退款')
    const run = app.actions.analyze()
    await settle()
    expect(app.client.of('heatmap')).toHaveLength(0)
    expect(now()).toMatchObject({ view: 'heatmap', run: { part: 'scores', share: { from: 0 } } })
    await scored(app)
    expect(now()).toMatchObject({ result: {}, run: { phase: 'running', part: 'heatmap', share: { to: 1 } } })
    await finish()
    await run
    expect(now().run).toMatchObject({ phase: 'done', parts: [{}, {}] })
  })

  it('leaves the tab that the user has chosen', async () => {
    const { app, now } = await page(DIALOGUE, '退款')
    app.actions.setView('scores')
    void app.actions.analyze()
    await settle()
    await scored(app)
    expect(now()).toMatchObject({ view: 'scores', run: { part: 'heatmap' } })
  })

  it('the open tab comes with the scores, and what is up to date is not run again', async () => {
    const { app, now, finish } = await page('one', 'two')
    app.actions.setView('heatmap')
    void app.actions.analyze()
    await settle()
    await scored(app)
    await finish()
    expect(now().run.phase).toBe('done')
    void app.actions.analyze()
    await settle()
    await scored(app)
    expect(now().run.phase).toBe('done')
    expect(app.client.of('heatmap')).toHaveLength(1)
  })

  it('leaves out what the model cannot give', async () => {
    const { app, now } = await page('one', 'two')
    app.actions.setView('attention')
    void app.actions.analyze()
    await settle()
    await scored(app)
    expect(now().run).toMatchObject({ phase: 'done', parts: [{ title: { en: 'Scores' } }] })
    expect(app.client.of('attentionSummary')).toHaveLength(0)
    expect(app.client.of('layerSimilarity')).toHaveLength(0)
  })

  it('an example is run at once', async () => {
    const app = bench()
    await app.load(HEADS)
    app.actions.example('keyword')
    await settle()
    expect(app.client.of('analyze')).toHaveLength(1)
  })
})

describe('how it ends', () => {
  it('one cancel stops the part that runs; what is there stays', async () => {
    const { app, now } = await page(DIALOGUE, '退款')
    const run = app.actions.analyze()
    await settle()
    await scored(app)
    app.actions.cancel()
    await run
    expect(app.client.last('heatmap').signal?.aborted).toBe(true)
    expect(now()).toMatchObject({ run: { phase: 'cancelled' }, heatmap: { run: { phase: 'cancelled' } } })
    expect(now().result).not.toBeNull()
  })

  it('names the part that failed; its tab shows why', async () => {
    const { app, now } = await page(DIALOGUE, '退款')
    const run = app.actions.analyze()
    await settle()
    await scored(app)
    app.client
      .last('heatmap')
      .reject(
        new EngineError('model/not-finite', 'NaN', { file: 'f', head: 'dense', index: 0, found: 'NaN' }),
      )
    await run
    expect(now()).toMatchObject({
      run: { phase: 'failed', at: 'view', title: { en: 'Heatmap' } },
      heatmap: { run: { phase: 'failed' } },
    })
  })

  it('loads the model again where the engine has lost it, and goes on with the part', async () => {
    const { app, now, finish } = await page('一。二。')
    const run = app.actions.analyze()
    await settle()
    app.client.last('heatmap').reject(new EngineError('model/not-loaded', 'none', {}))
    await settle()
    app.client.last('load').resolve({ ...(app.store.getState().heatmap.result!.info as object) } as never)
    await settle()
    expect(app.client.of('heatmap')).toHaveLength(2)
    await finish()
    await run
    expect(now().run.phase).toBe('done')
  })

  it('waits for an answer where nothing else was asked for, and ends with it', async () => {
    const { app, now } = await page(Array.from({ length: 5000 }, (_, i) => `第${i}句。`).join(''))
    const run = app.actions.analyze()
    await settle()
    app.client.last('encode').resolve({ time: 700 })
    await run
    expect(now()).toMatchObject({ run: { phase: 'asking' }, heatmap: { run: { phase: 'asking' } } })
    app.actions.cancel()
    expect(now()).toMatchObject({ run: { phase: 'cancelled' }, heatmap: { run: { phase: 'cancelled' } } })
  })
})
