/**
 * Nothing moves but by the user's hand. The browser's own measure leaves out what moves within half a second of a click;
 * here clicks are made by script, which the browser does not know as input, and only the frames in which the click itself
 * takes effect are left out. So a result that arrives soon after its click counts as well.
 */
import type { Page } from '@playwright/test'
import { expect, open, phase, ready, test } from './page'

const LIMIT = 0.01

interface Shift {
  readonly value: number
  readonly what: readonly string[]
}

/** Collects shifts in the page, also of the time before the first script. */
function watch() {
  const shifts: Shift[] = []
  Object.assign(globalThis, { shifts })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number
      hadRecentInput: boolean
      sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[]
    })[])
      if (!entry.hadRecentInput)
        shifts.push({
          value: entry.value,
          what: entry.sources.map(
            ({ node, previousRect: from, currentRect: to }) =>
              `${node?.nodeName} ${node?.textContent?.slice(0, 30)}: ${from.x},${from.y} → ${to.x},${to.y}`,
          ),
        })
  }).observe({ type: 'layout-shift', buffered: true })
}

declare const shifts: Shift[]

/** The sum of what has moved since the last call stays below the limit. */
async function still(page: Page, step: string): Promise<void> {
  await page.waitForTimeout(600) // what arrives after the last phase
  const found = await page.evaluate(() => shifts.splice(0))
  const sum = found.reduce((total, { value }) => total + value, 0)
  expect(sum, `${step}: ${JSON.stringify(found, null, 1)}`).toBeLessThan(LIMIT)
}

/** Clicks by script, and forgets what the click itself moves. */
const click = (page: Page, testId: string) =>
  page.evaluate(
    (name) =>
      new Promise<void>((resolve) => {
        const element = document.querySelector<HTMLElement>(`[data-testid="${name}"]`)!
        element.dispatchEvent(new MouseEvent('mousedown', { bubbles: true })) // what a tab listens to
        element.click()
        let frames = 0
        const next = () => {
          if (++frames < 4) return requestAnimationFrame(next)
          return setTimeout(() => {
            shifts.length = 0
            resolve()
          }, 50)
        }
        requestAnimationFrame(next)
      }),
    testId,
  )

const write = (page: Page, side: 'a' | 'b', text: string) =>
  page
    .getByTestId(`text-${side}`)
    .evaluate((field, value) => ((field as HTMLElement & { value: string }).value = value), text)

const TALK = [
  '2026-02-07 16:43:16 user_10086',
  '手机充不进电了，怎么办？',
  '2026-02-07 16:44:05 客服小王',
  '请问充电口的灯亮吗？',
  '2026-02-07 16:44:55 user_10086',
  '不亮，我换过线了。',
].join('\n')

for (const [width, height, lang] of [
  [1440, 900, 'en'],
  [390, 844, 'zh-CN'],
  [1024, 768, 'zh-CN'],
  [2560, 1440, 'en'],
] as const)
  test(`nothing moves by itself: ${width} px, ${lang}`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    await page.addInitScript(watch)
    await test.step('first load and model', async () => {
      await open(page, `?lang=${lang}`)
      await ready(page)
      await still(page, 'load')
    })
    await test.step('an example, and its first run', async () => {
      await click(page, 'welcome-dialog')
      await still(page, 'example')
      await click(page, 'analyze')
      await phase(page, 'done')
      await still(page, 'first run')
    })
    await test.step('a changed text, facts that are stale, another run', async () => {
      await write(page, 'a', TALK)
      await write(page, 'b', '手机充\u200b不进电，怎么办 '.repeat(9))
      await expect(page.getByTestId('tokens-a')).toBeVisible()
      await still(page, 'typed')
      await click(page, 'analyze')
      await expect(page.getByTestId('score-strip')).toHaveAttribute('data-stale', 'false')
      await still(page, 'second run')
    })
    await test.step('the heatmap, and a cell opened', async () => {
      await click(page, 'tab-heatmap')
      await still(page, 'heatmap tab')
      const run = page.getByTestId('heatmap-run')
      if (await run.count()) await click(page, 'heatmap-run')
      await expect(page.getByTestId('heatmap-status')).toHaveAttribute('data-phase', 'done')
      await still(page, 'heatmap run')
      await page.getByTestId('heatmap').focus()
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Enter')
      await expect(page.getByTestId('anatomy')).toHaveAttribute('data-phase', 'done')
      await still(page, 'anatomy')
    })
    await test.step('other views', async () => {
      for (const tab of ['attention', 'compare', 'environment']) {
        await click(page, `tab-${tab}`)
        await expect(page.getByTestId(`panel-${tab}`)).toBeVisible()
        await still(page, tab)
      }
    })
    await test.step('a validation: results arrive in kept places', async () => {
      await click(page, 'tab-validate')
      await expect(page.getByTestId('validate-example')).toBeVisible()
      await still(page, 'validate')
      await click(page, 'validate-example')
      await expect(page.getByTestId('validate-run')).toBeEnabled()
      await page.waitForTimeout(600)
      await page.evaluate(() => (shifts.length = 0)) // a file takes the place of the invitation to drop one
      await click(page, 'validate-run')
      await expect(page.getByTestId('validate-status')).toHaveAttribute('data-phase', 'done')
      await still(page, 'validation run')
    })
    await test.step('errors', async () => {
      await click(page, 'tab-scores')
      await write(page, 'b', 'cut \ud83d off')
      await still(page, 'broken text')
      await click(page, 'analyze')
      await expect(page.getByTestId('error').first()).toBeVisible()
      await still(page, 'error in a text')
      await write(page, 'b', 'whole')
      await still(page, 'mended')
    })
    await test.step('everything restored', async () => {
      await page.reload()
      await ready(page)
      await still(page, 'reload')
    })
    await test.step('a model that is not there', async () => {
      await open(page, `?lang=${lang}&model=nothing-here`)
      await expect(page.getByTestId('error').first()).toBeVisible()
      await still(page, 'error of the page')
    })
  })
