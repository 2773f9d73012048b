/** What bench/page.ts measures. Each measure has a fresh page. Times in milliseconds, if nothing else is said. */
import type { Page } from '@playwright/test'
import type { MainThread, Used } from './page-thread'

export type Figures = Readonly<Record<string, number>>
type Measure = (page: Page, thread: MainThread, url: string) => Promise<Figures>

export const LONG = 600_000

export async function openReady(page: Page, url: string, query: string): Promise<void> {
  await page.goto(`${url}?lang=en&${query}`)
  await page.locator('[data-testid=model-status][data-phase=ready]').waitFor({ timeout: LONG })
  // What the page does after the load, once, is no part of what follows.
  await page.waitForTimeout(1500)
  await forget(page)
}

export const forget = (page: Page) => page.evaluate(() => void (watched.long = []))

/** Tasks over 50 ms, by CPU time and, since the last `forget`, by the browser's clock. */
export async function longTasks(page: Page, { long, longest }: Used): Promise<Figures> {
  // The observer hears of a task after it.
  await page.waitForTimeout(300)
  const wall = await page.evaluate(() => ({
    'the same by wall time': watched.long.reduce((sum, one) => sum + one, 0),
    'longest task, wall time': Math.max(0, ...watched.long),
  }))
  return { 'tasks over 50 ms, sum': long, 'longest task': longest, ...wall }
}

const say = (count: number, side: string) =>
  Array.from({ length: count }, (_, at) =>
    at % 2 === 0
      ? `${side}第${at + 1}个订单的物流信息一直没有更新，请帮忙催一下。`
      : `${side}: order ${at + 1} has not been delivered for ${at + 2} days, please look into it.`,
  ).join('\n')

async function write(page: Page, a: string, b: string): Promise<void> {
  await page.getByTestId('text-a').fill(a)
  await page.getByTestId('text-b').fill(b)
  await page.waitForTimeout(1500) // token counts, sentences
  await forget(page)
}

/** Clicks, and waits in the page until an element shows a phase. @returns the time from click to the painted phase */
const until = (page: Page, click: string, shows: string) =>
  page.evaluate(
    ([button, wanted]) =>
      new Promise<number>((resolve) => {
        const began = performance.now()
        const look = () => {
          if (document.querySelector(wanted!) === null) return
          observer.disconnect()
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)))
        }
        const observer = new MutationObserver(look)
        observer.observe(document.body, { subtree: true, attributeFilter: ['data-phase'] })
        document.querySelector<HTMLElement>(button!)!.click()
      }),
    [click, shows],
  )

const heatmap: Measure = async (page, thread, url) => {
  await openReady(page, url, 'view=heatmap')
  await write(page, say(60, 'A'), say(60, 'B'))
  let wall = 0
  await page.evaluate(() => void (watched.messages = 0))
  const used = await thread.during(async () => {
    wall = await until(page, '[data-testid=heatmap-run]', '[data-testid=heatmap-status][data-phase=done]')
  })
  const { worker, messages } = await page.evaluate(() => ({
    worker: watched.workerTime,
    messages: watched.messages,
  }))
  return {
    'CPU of the main thread': used.tasks,
    'of it script': used.script,
    'of it style and layout': used.layout,
    ...(await longTasks(page, used)),
    'messages from the worker': messages,
    'until done': wall,
    'worker’s own time': worker,
    'until done ÷ worker': wall / worker,
  }
}

const pair: Measure = async (page, thread, url) => {
  await openReady(page, url, 'view=scores')
  await write(page, '手机充不进电了，怎么办？', 'If it does not charge, try another cable, please.')
  let wall = 0
  const used = await thread.during(async () => {
    wall = await until(page, '[data-testid=analyze]', '[data-testid=run-status][data-phase=done]')
    await page.waitForTimeout(1000) // views that arrive later
  })
  return {
    'CPU of the main thread': used.tasks,
    'of it script': used.script,
    'of it style and layout': used.layout,
    ...(await longTasks(page, used)),
    'until done': wall,
  }
}

const map: Measure = async (page, thread, url) => {
  await openReady(page, url, 'view=heatmap')
  await page.evaluate(() => void (watched.synthetic = true))
  await write(page, say(1000, 'A'), say(1000, 'B'))
  await page.getByTestId('heatmap-run').click()
  const confirm = page.getByTestId('heatmap-confirm')
  const done = page.locator('[data-testid=heatmap-status][data-phase=done]')
  await confirm.or(done).waitFor({ timeout: LONG })
  if (await confirm.isVisible()) await confirm.click()
  await done.waitFor({ timeout: LONG })
  await page.waitForTimeout(1000)
  await forget(page)
  let frames: Figures = {}
  const used = await thread.during(async () => {
    frames = await page.evaluate(panAndZoom)
  })
  const count = frames['frames']!
  return {
    'frames a second': (1000 * count) / frames['time']!,
    'longest frame': frames['longest']!,
    'CPU a frame': used.tasks / count,
    ...(await longTasks(page, used)),
  }
}

/** One event of each kind a frame, as a mouse sends them: 60 frames of zoom, 120 of pan. Runs in the page. */
async function panAndZoom(): Promise<Record<string, number>> {
  const canvas = document.querySelector<HTMLElement>('[data-testid=heatmap]')!
  const { left, top, width, height } = canvas.getBoundingClientRect()
  const at = (x: number, y: number) => ({
    clientX: left + width * x,
    clientY: top + height * y,
    bubbles: true,
    cancelable: true,
    view: window,
  })
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  const times = [await frame()]
  for (let step = 0; step < 60; step++) {
    canvas.dispatchEvent(
      new WheelEvent('wheel', { ...at(0.6, 0.5), ctrlKey: true, deltaY: step % 30 < 20 ? -60 : 60 }),
    )
    times.push(await frame())
  }
  canvas.dispatchEvent(new MouseEvent('mousedown', at(0.6, 0.5)))
  for (let step = 0; step < 120; step++) {
    const place = at(0.6 + 0.2 * Math.sin(step / 15), 0.5 + 0.2 * Math.cos(step / 20))
    canvas.dispatchEvent(new PointerEvent('pointermove', place))
    window.dispatchEvent(new MouseEvent('mousemove', place))
    times.push(await frame())
  }
  window.dispatchEvent(new MouseEvent('mouseup', at(0.6, 0.5)))
  const each = times.slice(1).map((time, index) => time - times[index]!)
  return { frames: each.length, time: times.at(-1)! - times[0]!, longest: Math.max(...each) }
}

const KEYS = 20

/** @param view the tab that is open: the heatmap shows the sentences of the text */
const typingWith =
  (view: string): Measure =>
  async (page, thread, url) => {
    await openReady(page, url, `view=${view}`)
    const line = '订单 10023 的物流信息一直没有更新，请帮忙催一下。Please look into it, thank you.\n'
    await write(page, line.repeat(Math.floor(999_000 / line.length)), 'short')
    await page.waitForTimeout(5000)
    await page.getByTestId('text-a').focus()
    await page.keyboard.press('Control+Home')
    await page.waitForTimeout(500)
    await forget(page)
    const each: number[] = []
    const used = await thread.during(async () => {
      for (let key = 0; key < KEYS; key++) {
        const began = await thread.now()
        await page.keyboard.press('x')
        // Until the key is painted.
        await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
        each.push((await thread.now()).tasks - began.tasks)
      }
    })
    return {
      'CPU a key': used.tasks / KEYS,
      'CPU of the dearest key': Math.max(...each),
      ...(await longTasks(page, used)),
    }
  }

const start: Measure = async (page, thread, url) => {
  let editor = NaN
  const used = await thread.during(async () => {
    await page.goto(`${url}?lang=en`, { waitUntil: 'commit' })
    await page.locator('[data-testid=text-a][contenteditable=true]').waitFor()
    editor = (await thread.now()).tasks
    await page.locator('[data-testid=model-status][data-phase=ready]').waitFor({ timeout: LONG })
    await page.waitForTimeout(1000)
  })
  return {
    'CPU until the editor can be used': editor,
    'CPU until the model is ready': used.tasks,
    ...(await longTasks(page, used)),
  }
}

export const MEASURES: Readonly<Record<string, Measure>> = {
  heatmap,
  pair,
  map,
  typing: typingWith('scores'),
  'typing-heatmap': typingWith('heatmap'),
  start,
}
