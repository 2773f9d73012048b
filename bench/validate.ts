/**
 * Measures a validation of 1,000 queries with five documents each: texts in a second against one by one, what the page costs
 * beside the model, and frames while its table is scrolled.
 * `npx tsx bench/validate.ts [FOLDER of a model] [--queries 1000] [--rounds 3] [--threads 2] [--page dist] [--only engine,page]`
 * Prints Markdown. The page is a build (`npm run build`), which runs its own demonstration model.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium, type Page } from '@playwright/test'
import playwrightConfig from '../playwright.config'
import { createInProcessClient } from '../src/host/in-process'
import { nodePorts } from '../src/host/node-ports'
import { serveSite } from './memory-server'
import { forget, LONG, longTasks, openReady, type Figures } from './page-measures'
import { MainThread } from './page-thread'
import { instrument } from './page-watch'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    queries: { type: 'string', default: '1000' },
    rounds: { type: 'string', default: '3' },
    threads: { type: 'string', default: String(cpus().length) },
    page: { type: 'string', default: 'dist' },
    only: { type: 'string', default: 'engine,page' },
  },
})
const path = positionals[0] ?? fileURLToPath(new URL('../public/models/demo', import.meta.url))
const queryCount = Number(options.queries)
const EACH = 5
const parts = options.only.split(',')

const WORDS = {
  zh: ['充电器', '发票', '退款', '物流', '会员', '密码', '手机', '接口', '客服', '订单', '优惠券', '地址'],
  en: ['charger', 'invoice', 'refund', 'parcel', 'membership', 'password', 'phone', 'cable', 'support', 'order', 'coupon', 'address'],
} // oxfmt-ignore

let state = 1
const random = (below: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return (state >>> 8) % below
}
const pick = (words: readonly string[]) => words[random(words.length)]!

/** Different texts of customer service, short as queries are, or of a few sentences as documents are; the same in each run. */
const query = (at: number) =>
  at % 2 === 0
    ? `${pick(WORDS.zh)}出了问题，${pick(WORDS.zh)}怎么办？（${at}）`
    : `What about my ${pick(WORDS.en)} and the ${pick(WORDS.en)}? (${at})`
const documentOf = (at: number) =>
  Array.from({ length: 1 + random(6) }, () =>
    at % 2 === 0
      ? `请先检查${pick(WORDS.zh)}，再联系${pick(WORDS.zh)}处理${pick(WORDS.zh)}。`
      : `Please check the ${pick(WORDS.en)} first, then ask about the ${pick(WORDS.en)} and the ${pick(WORDS.en)}. `,
  ).join('') + at

const queries = Array.from({ length: queryCount }, (_, at) => query(at))
const documents = Array.from({ length: queryCount * EACH }, (_, at) => documentOf(at))

const median = (values: readonly number[]) => values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)]!
const loads = [loadavg()[0]!]
const rounds = Number(options.rounds)

/** In turns, so that both meet the same load of the machine. */
async function engineFigures(): Promise<Figures> {
  const engine = createInProcessClient(nodePorts)
  const load = () =>
    engine.call('load', {
      model: { kind: 'folder', path, isDemo: positionals.length === 0 },
      threads: Number(options.threads),
      provider: 'wasm',
      wasmBaseUrl: null,
    })
  const { positionLimit } = await load()
  const maxLength = Math.min(512, positionLimit.value)
  const settings = { tokenizerMode: 'hf4', maxLength, normalize: true, truncateDim: null } as const
  const texts = [...queries, ...documents]
  const pairs = {
    a: Int32Array.from(documents, (_, at) => Math.floor(at / EACH)),
    b: Int32Array.from(documents, (_, at) => queryCount + at),
  }
  const alone: number[] = []
  const together: number[] = []
  const forwards: number[] = []
  for (let round = 0; round < rounds; round++) {
    await load() // an empty cache
    let began = performance.now()
    for (const text of texts) await engine.call('encode', { text, settings, fresh: true })
    alone.push(performance.now() - began)
    await load()
    began = performance.now()
    const { encoded, encodeTime } = await engine.call('validate', {
      texts,
      pairs,
      search: null,
      settings,
      cacheLimit: null,
    })
    together.push(performance.now() - began)
    forwards.push(encodeTime)
    if (encoded !== texts.length) throw new Error(`${encoded} of ${texts.length} texts were encoded.`)
    loads.push(loadavg()[0]!)
    process.stderr.write(`round ${round + 1}: alone ${alone.at(-1)} ms, validation ${together.at(-1)} ms\n`)
  }
  engine.dispose()
  const perSecond = (times: readonly number[]) => (1000 * texts.length) / median(times)
  return {
    'different texts': texts.length,
    'texts a second, one by one': perSecond(alone),
    'texts a second, the whole validation with its scores': perSecond(together),
    'texts a second, its forward passes alone': perSecond(forwards),
    'one by one ÷ validation': median(alone.map((time, round) => time / together[round]!)),
  }
}

const csv = (text: string) => `"${text.replaceAll('"', '""')}"`

async function pageFigures(): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'm3scope-bench-'))
  const file = join(folder, 'pairs.csv')
  const rows = documents.map((text, at) =>
    [csv(queries[Math.floor(at / EACH)]!), csv(text), (at % EACH) + 1, at % 7 === 0 ? 1 : 0].join(','),
  )
  writeFileSync(file, ['query,document,rank,label', ...rows].join('\n'))
  const site = await serveSite({ '/': options.page }, {})
  const { launchOptions = {} } = playwrightConfig.use ?? {}
  const args = (launchOptions.args ?? []).filter((arg) => !arg.startsWith('--js-flags'))
  const browser = await chromium.launch({ ...launchOptions, args })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    // tsx names functions by a helper that the page does not have.
    await page.addInitScript('globalThis.__name = (named) => named')
    await page.addInitScript(instrument)
    return await measured(page, await MainThread.of(page, false), site.url, file)
  } finally {
    await browser.close()
    site.close()
    rmSync(folder, { recursive: true })
  }
}

async function measured(page: Page, thread: MainThread, url: string, file: string): Promise<Figures> {
  await openReady(page, url, 'view=validate')
  const read = await thread.during(async () => {
    await page.getByTestId('validate-file-input').setInputFiles(file)
    await page.getByTestId('validate-row').first().waitFor({ timeout: LONG })
    await page.waitForTimeout(1000) // what is said before a run
  })
  const ofReading = await longTasks(page, read)
  await forget(page)
  let wall = 0
  const run = await thread.during(async () => {
    const began = performance.now()
    await page.getByTestId('validate-run').click()
    await page.locator('[data-testid=validate-status][data-phase=done]').waitFor({ timeout: LONG })
    wall = performance.now() - began
    await page.waitForTimeout(1500) // the answer
  })
  const ofRun = await longTasks(page, run)
  await forget(page)
  let frames: Record<string, number> = {}
  const scroll = await thread.during(async () => {
    frames = await page.evaluate(scrollRows)
  })
  loads.push(loadavg()[0]!)
  return {
    ...named('reading the file', { 'CPU of the main thread': read.tasks, ...ofReading }),
    ...named('the run', {
      'until done': wall,
      'texts a second': (1000 * (queries.length + documents.length)) / wall,
      'CPU of the main thread': run.tasks,
      'CPU of the main thread ÷ until done': run.tasks / wall,
      ...ofRun,
    }),
    ...named(`scrolling ${documents.length} rows`, {
      'frames a second': (1000 * frames['frames']!) / frames['time']!,
      'longest frame': frames['longest']!,
      'CPU a frame': scroll.tasks / frames['frames']!,
      ...(await longTasks(page, scroll)),
    }),
  }
}

const named = (what: string, figures: Figures): Figures =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${what}: ${name}`, value]))

/** One step a frame: to the end of the table and back, in 240 frames. Runs in the page. */
async function scrollRows(): Promise<Record<string, number>> {
  let box = document.querySelector<HTMLElement>('[data-testid=validate-row]')
  while (
    box &&
    !(box.scrollHeight > box.clientHeight + 200 && /auto|scroll/.test(getComputedStyle(box).overflowY))
  )
    box = box.parentElement
  if (!box) throw new Error('The rows do not scroll.')
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve))
  const times = [await frame()]
  const most = box.scrollHeight - box.clientHeight
  for (let step = 0; step < 240; step++) {
    box.scrollTop = most * (1 - Math.abs(1 - step / 120))
    times.push(await frame())
  }
  const each = times.slice(1).map((time, index) => time - times[index]!)
  return { frames: each.length, time: times.at(-1)! - times[0]!, longest: Math.max(...each) }
}

const figures: Figures[] = []
if (parts.includes('engine')) figures.push(await engineFigures())
if (parts.includes('page')) figures.push(await pageFigures())

const shown = (value: number) => (Math.abs(value) < 10 ? value.toFixed(2) : value.toFixed(0))
console.log(
  `\n${cpus().length} cores, load ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}; the engine: medians of ${rounds} rounds in turns. Times in milliseconds.\n`,
)
console.log('| | |\n|---|---|')
for (const [name, value] of figures.flatMap((each) => Object.entries(each)))
  console.log(`| ${name} | ${shown(value)} |`)
process.exit(0)
