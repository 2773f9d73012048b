/** Inputs that froze the page: it opens, says so and goes on. */
import { STORE_KEY, STORE_VERSION } from '../src/app/persistence'
import { dropFiles, expect, expectText, open, paste, ready, test } from './page'

/** 24 rules that each double the text. */
const GROWING = {
  format: 'm3scope/rules',
  version: 1,
  rules: Array.from({ length: 24 }, (_, at) => ({
    id: `r${at}`,
    kind: 'abbreviations',
    enabled: true,
    match: 'plain',
    caseSensitive: true,
    entries: [{ from: 'a', to: 'aa' }],
  })),
  examples: [],
}

test('rules of the last visit that grow without end: the page opens, says so, and nothing else is lost', async ({
  page,
}) => {
  await page.addInitScript(
    ([key, version, rules]) => {
      const kept = JSON.parse(localStorage.getItem(key) ?? '{"state":{}}') as { state: object }
      if ('rules' in kept.state) return
      const text = (value: string) => ({ text: value, file: null })
      localStorage.setItem(
        key,
        JSON.stringify({ state: { ...kept.state, rules, a: text('a banana'), b: text('other') }, version }),
      )
    },
    [STORE_KEY, STORE_VERSION, JSON.stringify(GROWING)] as const,
  )
  await open(page, '?lang=en')
  await expectText(page, 'a', 'a banana')
  await expect(page.getByTestId('error')).toHaveAttribute('data-code', 'rules/too-much')
  await expect(page.getByTestId('error')).toContainText('All off')
  await page.getByTestId('stopped-rules-a').click()
  await page.getByTestId('rules-dialog').getByRole('button', { name: 'All off' }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('error')).toHaveCount(0)
  await expectText(page, 'a', 'a banana')
  await expectText(page, 'b', 'other')
})

test('hostile HTML, a word list and a large file of no encoding leave a page that answers', async ({
  page,
}) => {
  await open(page, '?lang=en')
  await test.step('200,000 open <b> on the clipboard', async () => {
    await paste(page, 'text-a', `${'<b>'.repeat(200_000)}word`, 'plain')
    await expectText(page, 'a', 'word')
  })
  await test.step('20,000 lower-case lines', async () => {
    const list = Array.from({ length: 20_000 }, (_, at) => `word${String.fromCharCode(97 + (at % 26))}`)
    await dropFiles(page, 'text-b', [{ name: 'words.txt', bytes: Buffer.from(list.join('\n')) }])
    await expectText(page, 'b', list.join('\n'))
  })
  await test.step('16 MB of byte 0x80: offered in part, and the page answers meanwhile', async () => {
    await dropFiles(page, 'text-a', [{ name: 'bytes.txt', bytes: Buffer.alloc(16_000_000, 0x80) }])
    await page.getByTestId('take-first-a').click()
    await expect
      .poll(
        async () =>
          (await page.getByTestId('text-a').evaluate((node) => (node as HTMLTextAreaElement).value)).length,
      )
      .toBe(1_000_000)
  })
})

/** Each line has a number, so no two are the same. */
const LINES = Array.from({ length: 70_000 }, (_, at) => `今天天气很好${at}。`)
  .join('\n')
  .slice(0, 990_000)

test('a megabyte of Chinese lines is split by a worker, can be cancelled, and Analyze waits for it', async ({
  page,
}) => {
  const texts = () => page.workers().filter((worker) => worker.url().includes('text-worker'))
  // Cuts the page off from the worker's reply: what it shows then was computed on its own thread.
  await page.addInitScript(() => {
    const { Worker } = window
    const held: (() => void)[] = []
    window.Worker = class extends Worker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        if (options?.name !== 'm3scope-text') return
        let free = false
        this.addEventListener('message', (event) => {
          if (free) return
          event.stopImmediatePropagation()
          held.push(() => {
            free = true
            this.dispatchEvent(new MessageEvent('message', { data: event.data as unknown }))
            free = false
          })
        })
      }
    }
    Object.assign(window, { letTextsGo: () => held.splice(0).forEach((go) => go()) })
  })
  const letGo = () => page.evaluate(() => (window as unknown as { letTextsGo(): void }).letTextsGo())
  const sentences = page.getByTestId('sentence')

  await open(page, '?lang=en&view=heatmap')
  await ready(page)
  await page.getByTestId('text-b').fill('短文本。')
  await expect(sentences).toHaveCount(1)
  await page.getByTestId('text-a').evaluate((node, text) => {
    ;(node as HTMLTextAreaElement).value = text
  }, LINES)

  await test.step('the page has no sentence before the worker has answered', async () => {
    await expect(page.getByTestId('text-work-a')).toBeVisible()
    await expect.poll(() => texts().length).toBe(1)
    await page.waitForTimeout(1_500)
    await expect(page.getByTestId('text-work-a')).toBeVisible()
    await expect(sentences).toHaveCount(1)
  })
  await test.step('cancelled: the text stays, the worker has ended, and the page says how to go on', async () => {
    await page.getByTestId('text-work-cancel-a').click()
    await expect(page.getByTestId('error')).toHaveAttribute('data-code', 'text/work-cancelled')
    await expect(page.getByTestId('error')).toContainText('Start again')
    await expect.poll(() => texts().length).toBe(0)
    await expectText(page, 'a', LINES)
  })
  await test.step('Analyze starts it again and waits', async () => {
    await page.getByTestId('analyze').click()
    await expect(page.getByTestId('run-status')).toContainText('sentences of a long text')
    await expect(page.getByTestId('text-work-a')).toBeVisible()
    await expect.poll(() => texts().length).toBe(1)
    await expect(async () => {
      await letGo()
      await expect(page.getByTestId('text-work-a')).toHaveCount(0, { timeout: 500 })
    }).toPass()
    await expect(page.getByTestId('run-status')).not.toContainText('sentences of a long text')
    await page.getByTestId('cancel').click()
    expect(await sentences.count()).toBeGreaterThan(1)
  })
})
