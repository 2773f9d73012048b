/** What happens when things go wrong: cancel, crash, broken files, plain HTTP. */
import { readFileSync } from 'node:fs'
import { chromium } from '@playwright/test'
import config from '../playwright.config'
import {
  textOf,
  analyze,
  demoTest,
  expect,
  expectText,
  open,
  phase,
  readScores,
  ready,
  SCORES,
  serveSiteModels,
  test,
} from './page'

const MODEL = '**/models/tiny/onnx/model.onnx'
const DEMO_MODEL = '**/models/demo/onnx/model_q4.onnx'

test('a load can be cancelled, and the next Analyze loads again', async ({ page }) => {
  let held = true
  await page.context().route(MODEL, async (route) => {
    if (!held) return route.continue()
    await new Promise((resolve) => setTimeout(resolve, 60_000))
    return route.abort().catch(() => undefined) // the page has gone on
  })
  await open(page)
  await page.getByTestId('welcome-keyword').click()
  await page.getByTestId('analyze').click()
  await expect(page.getByTestId('model-status')).toHaveAttribute('data-phase', 'loading')
  await page.getByTestId('cancel').click()
  await phase(page, 'cancelled')
  await expect(page.getByTestId('model-status')).toHaveAttribute('data-phase', 'idle')
  held = false
  await page.context().unroute(MODEL)
  await analyze(page)
  await ready(page)
})

demoTest(
  'a run is cancelled, replaced, or loses its worker: texts, scores and model stay',
  async ({ page }) => {
    const engine = () => page.workers().find((worker) => /\/worker-[^/]*\.js$/.test(worker.url()))!
    await open(page)
    await page.getByTestId('welcome-keyword').click()
    await analyze(page)
    const before = await readScores(page)

    await test.step('the worker is killed: the page says so, and the next run starts a new one', async () => {
      const a = await textOf(page, 'a')
      await engine().evaluate(() => self.close())
      await expect(page.getByTestId('model-status')).toHaveAttribute('data-phase', 'failed')
      await expect(page.getByTestId('error').first()).toHaveAttribute('data-code', 'worker/crashed')
      await expectText(page, 'a', a)
      await analyze(page)
      await ready(page)
      expect(await readScores(page)).toEqual(before)
      await expect(page.getByTestId('error')).toHaveCount(0)
    })

    await test.step('cancelled: the model stays loaded and the last scores stay', async () => {
      await page.getByTestId('text-b').fill('很长的一段话。'.repeat(80))
      await page.getByTestId('analyze').click()
      await page.getByTestId('cancel').click()
      await phase(page, 'cancelled')
      await expect(page.getByTestId('model-status')).toHaveAttribute('data-phase', 'ready')
      expect(await readScores(page)).toEqual(before)
      await analyze(page)
    })

    await test.step('a second Analyze while one runs: the last one wins', async () => {
      await page.getByTestId('text-a').fill('另一段很长的话。'.repeat(80))
      await page.getByTestId('text-b').fill('如何申请退款？')
      await page.getByTestId('analyze').click()
      await page.getByTestId('text-a').fill('如何申请退款？')
      await page.getByTestId('text-a').press('Control+Enter')
      await expect.poll(async () => (await readScores(page)).dense, { timeout: 60_000 }).toBeCloseTo(1, 5)
      await phase(page, 'done')
      await expect(page.getByTestId('score-strip')).toHaveAttribute('data-stale', 'false')
    })

    await test.step('the worker is killed in the middle of a run: the run fails at once', async () => {
      await page.getByTestId('text-a').fill('第三段很长的话。'.repeat(80))
      await page.getByTestId('analyze').click()
      await expect(page.getByTestId('run-status')).toHaveAttribute('data-phase', 'running')
      await engine().evaluate(() => self.close())
      await phase(page, 'failed')
      await expect(page.getByTestId('error').first()).toHaveAttribute('data-code', 'worker/crashed')
      await ready(page) // it starts anew by itself
      await analyze(page)
    })
  },
)

test.describe('a model file that is wrong names itself', () => {
  for (const [what, body, contentType, code] of [
    ['a login page', '<!doctype html><title>Sign in</title>', 'text/html', 'network/failed'],
    ['cut off', Buffer.alloc(1000, 8), 'application/octet-stream', 'model/truncated'],
  ] as const) {
    test(what, async ({ page }) => {
      await page.context().route(MODEL, (route) => route.fulfill({ body, contentType }))
      await open(page)
      await expect(page.getByTestId('model-status')).toHaveAttribute('data-phase', 'failed', {
        timeout: 60_000,
      })
      await expect(page.getByTestId('error').first()).toHaveAttribute('data-code', code)
      await expect(page.getByTestId('error').first()).toContainText('onnx/model.onnx')
    })
  }
  demoTest('damaged on the way: the hash tells, and nothing of it is kept', async ({ page }) => {
    const bytes = readFileSync(new URL('../public/models/demo/onnx/model_q4.onnx', import.meta.url))
    bytes[bytes.length - 1000]! ^= 1
    await page.context().route(DEMO_MODEL, (route) => route.fulfill({ body: bytes }))
    await open(page)
    await expect(page.getByTestId('model-status')).toHaveAttribute('data-phase', 'failed', {
      timeout: 60_000,
    })
    await expect(page.getByTestId('error').first()).toHaveAttribute('data-code', 'model/hash-mismatch')
    await expect(page.getByTestId('error').first()).toContainText('onnx/model_q4.onnx')
    await page.context().unroute(DEMO_MODEL)
    await page.getByTestId('welcome-keyword').click()
    await analyze(page)
  })
  test('missing, and then there: Analyze tries again', async ({ page }) => {
    await page.context().route(MODEL, (route) => route.fulfill({ status: 404 }))
    await open(page)
    await expect(page.getByTestId('model-status')).toHaveAttribute('data-phase', 'failed', {
      timeout: 60_000,
    })
    await expect(page.getByTestId('error').first()).toContainText('model.onnx')
    await page.context().unroute(MODEL)
    await page.getByTestId('welcome-keyword').click()
    await analyze(page)
  })
})

const onAllThreads = test.extend({ threads: 'all' })

onAllThreads('plain HTTP: one thread, the badge says why, the same scores', async ({ page, baseURL }) => {
  await open(page)
  await page.getByTestId('welcome-keyword').click()
  await analyze(page)
  const isolated = await readScores(page)
  const { launchOptions } = config.use!
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...launchOptions!.args!, '--host-resolver-rules=MAP intranet.test 127.0.0.1'],
  })
  try {
    const plain = await browser.newPage({ locale: 'en' })
    await serveSiteModels(plain, { demo: false })
    await plain.goto(baseURL!.replace('localhost', 'intranet.test') + '?lang=en')
    expect(await plain.evaluate(() => [isSecureContext, typeof SharedArrayBuffer])).toEqual([
      false,
      'undefined',
    ])
    await plain.getByTestId('welcome-keyword').click()
    await analyze(plain)
    const scores = await readScores(plain)
    for (const name of SCORES) expect(scores[name]).toBeCloseTo(isolated[name], 6)
    await expect(plain.getByTestId('model-status')).toContainText('1 thread')
    await expect(plain.getByTestId('model-status')).toContainText('not isolated')
  } finally {
    await browser.close()
  }
})
