/** The case on a live server: what agrees, what is refused and why, where the server stops reading. */
import type { Page } from '@playwright/test'
import { engineModel, type FakeModel } from '../test/fakes/model'
import { FakeEndpoint, NO_SWITCHES } from '../test/fakes/servers'
import type { DialectName } from '../src/formats/request/types'
import { analyze, demoTest, expect, open, readScores, ready, test } from './page'

let model: FakeModel
let fake: FakeEndpoint

test.beforeAll(async () => {
  model = await engineModel('demo')
  fake = await FakeEndpoint.start('fastapi', model)
})
test.afterAll(() => fake.close())
test.beforeEach(({ askedHosts }) => {
  fake.switches = { ...NO_SWITCHES }
  askedHosts.add(new URL(fake.url).host)
})

const status = (page: Page) => page.getByTestId('endpoint-status')
const text = (page: Page, side: 'a' | 'b') =>
  page.getByTestId('endpoint-text').and(page.locator(`[data-side=${side}]`))

async function openEndpoint(page: Page, dialect: DialectName): Promise<void> {
  await open(page, '?lang=en&view=diagnose')
  await page.getByTestId('text-a').fill('The battery does not charge.')
  await page.getByTestId('text-b').fill('手机充不进电')
  await page.getByTestId('vectors-section-endpoint').click()
  await ready(page)
  await page.getByTestId('endpoint-dialect').click()
  await page.getByTestId(`endpoint-dialect-${dialect}`).click()
  await page.getByTestId('endpoint-url').fill(fake.url)
}

demoTest(
  'a server of the same model agrees; another pooling does not; the vectors go on to "why"',
  async ({ page }) => {
    await openEndpoint(page, 'fastapi')
    await expect(page.getByTestId('endpoint-empty')).toBeVisible()
    expect(fake.log).toHaveLength(0)
    await page.getByTestId('endpoint-run').click()
    await expect(status(page)).toHaveAttribute('data-phase', 'done')
    for (const side of ['a', 'b'] as const) {
      await expect(text(page, side)).toHaveAttribute('data-dimension', '384')
      await expect(text(page, side)).toHaveAttribute('data-verdict', 'same')
      expect(Number(await text(page, side).getAttribute('data-cosine'))).toBeGreaterThan(0.99999)
      expect(Number(await text(page, side).getAttribute('data-norm'))).toBeCloseTo(1, 3)
      expect(Number(await text(page, side).getAttribute('data-latency'))).toBeGreaterThan(0)
    }
    await expect(page.getByTestId('endpoint-sparse').first()).toHaveAttribute('data-only-theirs', '0')

    await test.step('the scores are the page’s', async () => {
      await analyze(page)
      const ours = await readScores(page)
      for (const [name, value] of Object.entries(ours)) {
        const score = page.getByTestId(`endpoint-score-${name}`)
        expect(Number(await score.getAttribute('data-ours'))).toBeCloseTo(value, 9)
        expect(Number(await score.getAttribute('data-theirs'))).toBeCloseTo(value, 4)
      }
    })

    await test.step('a change makes it stale; another pooling is another vector', async () => {
      fake.switches.pooling = 'mean'
      await page.getByTestId('text-b').fill('充电器坏了')
      await expect(status(page)).toHaveAttribute('data-stale', 'true')
      await page.getByTestId('endpoint-run').click()
      await expect(status(page)).toHaveAttribute('data-stale', 'false')
      await expect(text(page, 'a')).toHaveAttribute('data-verdict', 'different')
      await expect(page.getByTestId('endpoint-score-dense')).toHaveAttribute('data-verdict', 'different')
      await page.getByTestId('endpoint-why').click()
      await expect(page.getByTestId('endpoint-run')).toHaveCount(0)
    })
  },
)

demoTest('one click explains the vector of a text that is not the same', async ({ page }) => {
  fake.switches.prefix = 'query: '
  await openEndpoint(page, 'fastapi')
  await page.getByTestId('endpoint-run').click()
  await expect(status(page)).toHaveAttribute('data-phase', 'done')
  for (const side of ['a', 'b'] as const)
    await expect(text(page, side)).toHaveAttribute('data-verdict', /undecided|different/)
  await page.getByTestId('endpoint-explain-b').click()
  const why = page.getByTestId('why-verdict')
  await expect(why).toHaveAttribute('data-hypotheses', 'prefix-query', { timeout: 60_000 })
  await expect(page.getByTestId('why-side')).toHaveAttribute('data-value', 'b')
})

demoTest(
  'failures are told apart: CORS with its headers, a key, a page, slow and cancelled; the result before stays',
  async ({ page }) => {
    await openEndpoint(page, 'fastapi')
    await page.getByTestId('endpoint-run').click()
    await expect(status(page)).toHaveAttribute('data-phase', 'done')
    const error = page.getByTestId('error')
    const run = async (switches: Partial<typeof NO_SWITCHES>) => {
      fake.switches = { ...NO_SWITCHES, ...switches }
      await page.getByTestId('endpoint-run').click()
    }
    await run({ cors: false })
    await expect(error).toHaveAttribute('data-code', 'endpoint/cors')
    await expect(error).toContainText(`Access-Control-Allow-Origin: ${new URL(page.url()).origin}`)
    await expect(error).toContainText('Access-Control-Allow-Headers: content-type, authorization')
    await expect(page.getByTestId('endpoint-cors-help')).toContainText('--cors-allow-origin')
    await run({ html: 'Sign in' })
    await expect(error).toHaveAttribute('data-code', 'endpoint/html')
    await expect(error).toContainText('Sign in')
    await run({ key: 'sk-e2e' })
    await expect(error).toHaveAttribute('data-code', 'endpoint/unauthorized')
    await expect(text(page, 'a')).toHaveAttribute('data-verdict', 'same')
    await page.getByTestId('endpoint-key').fill('sk-e2e')
    await run({ key: 'sk-e2e' })
    await expect(status(page)).toHaveAttribute('data-phase', 'done')
    await expect(error).toHaveCount(0)
    await run({ key: 'sk-e2e', delayMs: 60_000 })
    await expect(status(page)).toHaveAttribute('data-phase', 'running')
    await page.getByTestId('endpoint-cancel').click()
    await expect(status(page)).toHaveAttribute('data-phase', 'cancelled')
    await expect(text(page, 'a')).toHaveAttribute('data-verdict', 'same')

    await test.step('the key is nowhere but in memory', async () => {
      const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }))
      expect(stored).not.toContain('sk-e2e')
      expect(stored).toContain(fake.url)
      await page.reload()
      await page.getByTestId('vectors-section-endpoint').click()
      await expect(page.getByTestId('endpoint-url')).toHaveValue(fake.url)
      await expect(page.getByTestId('endpoint-key')).toHaveValue('')
    })
  },
)

test('the sweep finds a silent cut at 512', async ({ page }) => {
  await openEndpoint(page, 'fastapi')
  await page.getByTestId('endpoint-detect').click()
  await expect(status(page)).toContainText('GET /health')
  await expect(page.getByTestId('endpoint-dialect')).toHaveAttribute('data-value', 'fastapi')
  await page.getByTestId('endpoint-sweep').click()
  const found = page.getByTestId('endpoint-sweep-result')
  await expect(found).toHaveAttribute('data-verdict', 'cut', { timeout: 60_000 })
  await expect(found).toHaveAttribute('data-at', '512')
  const rows = await page
    .getByTestId('endpoint-sweep-row')
    .evaluateAll((all) => all.map(({ dataset }) => [dataset['tokens'], dataset['verdict']]))
  expect(rows).toEqual([
    ['511', 'first'],
    ['512', 'whole'],
    ['513', 'cut'],
    ['2048', 'cut'],
    ['8192', 'cut'],
  ])
})
