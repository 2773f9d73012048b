/** Why does my vector differ? */
import type { Page } from '@playwright/test'
import { demoTest, expect, open, ready, test } from './page'

const verdict = (page: Page) => page.getByTestId('why-verdict')
const done = (page: Page) => expect(page.getByTestId('why-status')).toHaveAttribute('data-phase', 'done', { timeout: 60_000 }) // oxfmt-ignore
const pasted = (page: Page) => page.getByTestId('why-vector')

demoTest(
  'why: the example is explained, other vectors are read, wrong ones refused in place, changes make it stale',
  async ({ page }) => {
    await open(page, '?lang=en&view=diagnose')
    await ready(page)
    await page.getByTestId('vectors-section-why').click()

    await test.step('the example hides a prefix, which is found and named', async () => {
      await page.getByTestId('why-example').click()
      await done(page)
      await expect(verdict(page)).toHaveAttribute('data-explained', 'true')
      await expect(verdict(page)).toHaveAttribute('data-hypotheses', 'prefix-query')
      await expect(verdict(page)).toContainText('query:')
      await expect(page.getByTestId('why-row').first()).toHaveAttribute('data-hypotheses', 'prefix-query')
      await expect(page.getByTestId('why-provenance')).toContainText('dtype=q4')
    })

    const vector = JSON.parse(await pasted(page).inputValue()) as number[]
    await test.step('as base64, not normalised, in another case: both are found', async () => {
      const text = await page
        .getByTestId('text-a')
        .evaluate((editor) => (editor as HTMLTextAreaElement).value)
      await page.getByTestId('text-a').fill(`query: ${text}`)
      await expect(page.getByTestId('why-status')).toHaveAttribute('data-stale', 'true')
      const bytes = Buffer.from(Float32Array.from(vector, (value) => value * 7).buffer)
      await pasted(page).fill(bytes.toString('base64'))
      await expect(page.getByTestId('why-read')).toHaveAttribute('data-head', 'dense')
      await page.getByTestId('why-run').click()
      await done(page)
      await expect(verdict(page)).toHaveAttribute('data-explained', 'true')
      await expect(verdict(page)).toHaveAttribute('data-hypotheses', 'not-normalised-other-length')
      await expect(page.getByTestId('why-status')).toHaveAttribute('data-stale', 'false')
    })

    await test.step('a template of one’s own makes it stale; what is no template is named', async () => {
      const templates = page.getByTestId('why-templates')
      await templates.fill('[[{text}]]\nno field')
      await expect(page.getByTestId('why-status')).toHaveAttribute('data-stale', 'true')
      await expect(page.getByTestId('why-template-problem')).toHaveAttribute('data-problem', 'no-field')
      await templates.fill('')
      await expect(page.getByTestId('why-status')).toHaveAttribute('data-stale', 'false')
    })

    await test.step('a vector of another model, and one with NaN: said where it stands, and it stays there', async () => {
      const long = JSON.stringify(Array.from({ length: 1024 }, () => 0.03))
      await pasted(page).fill(long)
      await page.getByTestId('why-run').click()
      await expect(page.getByTestId('error').and(page.locator('[data-code="why/dimension"]'))).toBeVisible()
      await expect(pasted(page)).toHaveValue(long)
      await pasted(page).fill('[0.1, NaN, 0.2]')
      await expect(
        page.getByTestId('error').and(page.locator('[data-code="vector/not-finite"]')),
      ).toBeVisible()
      await expect(page.getByTestId('why-run')).toBeDisabled()
    })

    await test.step('a run can be cancelled; the result before it stays', async () => {
      await pasted(page).fill(JSON.stringify(vector.map((_, at) => Math.sin(at * at))))
      await page.getByTestId('why-run').click()
      await expect(page.getByTestId('why-status')).toHaveAttribute('data-done', /[1-9]/)
      await page.getByTestId('why-cancel').click()
      await expect(page.getByTestId('why-status')).toHaveAttribute('data-phase', 'cancelled')
      await expect(verdict(page)).toHaveAttribute('data-hypotheses', 'not-normalised-other-length')
    })
  },
)

/** The engine rests so long after each message, in milliseconds: there is time to cancel even what it does quickly. */
const restAfterMessages = (page: Page, rest: number) =>
  page
    .workers()
    .find((worker) => /\/worker-[^/]*\.js$/.test(worker.url()))!
    .evaluate((milliseconds) => {
      const scope = self as unknown as { post?: typeof postMessage; postMessage: typeof postMessage }
      const post = (scope.post ??= self.postMessage.bind(self))
      const nobodyWakes = new Int32Array(new SharedArrayBuffer(4))
      scope.postMessage = (...message: unknown[]) => {
        post(...(message as [unknown]))
        Atomics.wait(nobodyWakes, 0, 0, milliseconds)
      }
    }, rest)

// On the tiny model: these are hundreds of runs.
test('where nothing explains, a search shows the nearest text and calls it a find', async ({ page }) => {
  await open(page, '?lang=en&view=diagnose')
  await ready(page)
  await page.getByTestId('vectors-section-why').click()
  await page
    .getByTestId('text-a')
    .fill('Where is my refund? The phone does not charge any more, and the cable is fine.')
  await pasted(page).fill(JSON.stringify(Array.from({ length: 64 }, (_, at) => Math.sin(at * at))))
  await page.getByTestId('why-run').click()
  await done(page)
  await expect(verdict(page)).toHaveAttribute('data-explained', 'false')
  const status = page.getByTestId('why-search-status')
  await restAfterMessages(page, 500)
  await page.getByTestId('why-search').click()
  await expect(status).toHaveAttribute('data-done', /[1-9]/)
  await page.getByTestId('why-search-cancel').click()
  await expect(status).toHaveAttribute('data-phase', 'cancelled')
  await restAfterMessages(page, 0)
  await page.getByTestId('why-search').click()
  await expect(status).toHaveAttribute('data-phase', 'done')
  await expect(page.getByTestId('why-search-found')).toHaveAttribute('data-within', 'false')
  await expect(page.getByTestId('why-search-diff')).toBeVisible()
})
