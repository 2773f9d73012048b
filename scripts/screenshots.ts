/**
 * Pictures of every view, in both languages, light and dark, at four widths: `npm run screenshots`.
 * Writes VIEW-WIDTH-THEME-LANG.webp into docs/screenshots; git keeps only those that documents show (.gitignore).
 *   --only PATTERN    views whose name fits the regular expression; those before them are opened too
 *   --lang, --width, --theme VALUE   only this one
 *   --format png      in place of webp
 *   --out FOLDER      in place of docs/screenshots
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium, type Browser, type Page } from '@playwright/test'
import { build, preview } from 'vite'
import { ready, serveSiteModels } from '../e2e/page'
import config from '../playwright.config'
import { VIEWS, type Lang, type View } from '../e2e/views'

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    lang: { type: 'string' },
    width: { type: 'string' },
    theme: { type: 'string' },
    format: { type: 'string', default: 'webp' },
    out: { type: 'string', default: 'docs/screenshots' },
  },
})

const wanted = <T extends string | number>(all: readonly T[], one: string | undefined): readonly T[] =>
  one === undefined ? all : all.filter((each) => String(each) === one)

const LANGS = wanted<Lang>(['en', 'zh-CN'], options.lang)
const WIDTHS = wanted([2560, 1440, 1024, 390], options.width)
const THEMES = wanted(['light', 'dark'] as const, options.theme)
const HEIGHTS: Readonly<Record<number, number>> = { 2560: 1440, 1440: 900, 1024: 768, 390: 844 }
/** Pixels of the page; what lies below is cut off. */
const TALLEST = 3000

const isWanted = ({ name }: View): boolean => new RegExp(options.only).test(name)
/** Each view begins where the one before ended, so that only those after the last wanted one can be left out. */
const OPENED = VIEWS.slice(0, VIEWS.findLastIndex(isWanted) + 1)

const DIST = 'node_modules/.cache/screenshots'

/** Canvases draw again after the size has settled. Milliseconds. */
const SETTLED = 600

/**
 * The window, or the page down to its end. The window grows before the picture is taken: a picture beyond the window would catch canvases
 * while they are empty. Playwright writes no WebP, the browser does: a third of the size of a PNG.
 */
async function photograph(page: Page, width: number, toTheEnd: boolean): Promise<Buffer> {
  await page.setViewportSize({ width, height: HEIGHTS[width]! })
  await page.waitForTimeout(SETTLED)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  if (toTheEnd && height > HEIGHTS[width]!) {
    await page.setViewportSize({ width, height: Math.min(height, TALLEST) })
    await page.waitForTimeout(SETTLED)
  }
  await page.evaluate(() => window.scrollTo(0, 0))
  // On a busy machine the last frame may be older than the page: two frames later it is not.
  await page.evaluate(() => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then))))
  if (options.format === 'png') return page.screenshot({ animations: 'disabled', caret: 'hide' })
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 85 })
  await session.detach()
  return Buffer.from(data, 'base64')
}

/** An open view at every width, in both themes. */
async function shoot(page: Page, view: View, lang: Lang): Promise<void> {
  for (const width of WIDTHS) {
    if (view.again) await view.close?.(page)
    await page.setViewportSize({ width, height: HEIGHTS[width]! })
    if (view.again) await view.open(page)
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme })
      const file = `${view.name}-${width}-${theme}-${lang}.${options.format}`
      writeFileSync(join(options.out, file), await photograph(page, width, view.close === undefined))
    }
  }
}

async function shootAll(browser: Browser, baseURL: string, lang: Lang): Promise<string[]> {
  const failed: string[] = []
  const context = await browser.newContext({ baseURL, locale: lang, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await serveSiteModels(page)
  await page.goto(`./?lang=${lang}`)
  await ready(page)
  for (const view of OPENED) {
    await page.setViewportSize({ width: 1440, height: HEIGHTS[1440]! })
    try {
      await view.open(page)
      if (isWanted(view)) await shoot(page, view, lang)
      await view.close?.(page)
    } catch (error) {
      await page.keyboard.press('Escape')
      failed.push(`${view.name} (${lang}): ${(error as Error).message.split('\n')[0]}`)
    }
    process.stderr.write(`${lang} ${view.name}\n`)
  }
  await context.close()
  return failed
}

mkdirSync(options.out, { recursive: true })
await build({ build: { outDir: DIST, emptyOutDir: true }, logLevel: 'warn' })
const server = await preview({ build: { outDir: DIST }, preview: { port: 4190 } })
const browser = await chromium.launch(config.use?.launchOptions)
const failed: string[] = []
try {
  for (const lang of LANGS) failed.push(...(await shootAll(browser, server.resolvedUrls!.local[0]!, lang)))
} finally {
  await browser.close()
  await server.close()
}
if (failed.length > 0) {
  process.stderr.write(`Views without a picture:\n${failed.join('\n')}\n`)
  process.exitCode = 1
}
