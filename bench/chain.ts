/**
 * Compares a model of bge-m3's size in our own encoder, in onnxruntime-web (whole, and in layers), and in @huggingface/transformers, on one file in one Chromium:
 * `M3SCOPE_BENCH_MODELS=FOLDER npx tsx bench/chain.ts [--models int8,fp32] [--lengths 16,64,…] [--rounds 9] [--ways whole,onnxruntime,own] [--no-peer]`
 * FOLDER is what bench/make-bge-m3-shaped.py has written. Prints Markdown; progress goes to standard error.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from '@playwright/test'
import { build } from 'vite'
import type { BenchPage, Way } from './chain-page'
import { render, type Failed, type Report } from './chain-report'
import { inTab, wasmHeapOf } from './memory-browser'
import { serveSite, type Site } from './memory-server'
import { PEER_PAGE } from './peer-page'

const folder = process.env.M3SCOPE_BENCH_MODELS
if (!folder) {
  console.log('Layers: not measured; M3SCOPE_BENCH_MODELS names no folder with models (bench/RESULTS.md).')
  process.exit()
}
const { values: options } = parseArgs({
  options: {
    models: { type: 'string', default: 'int8,fp32' },
    lengths: { type: 'string', default: '16,64,256,512,2048,8192' },
    /** Number of rounds for short texts. From 512 tokens on there are fewer. */
    rounds: { type: 'string', default: '9' },
    ways: { type: 'string', default: 'whole,onnxruntime,own' },
    'no-peer': { type: 'boolean', default: false },
  },
})
const lengths = options.lengths.split(',').map(Number)
const rounds = Number(options.rounds)
const LOAD_PATIENCE = 5 * 60_000
/** In bytes. From this size on, the weights lie beside the graph, and the peer must be told so. */
const EXTERNAL_FROM = 2 ** 31
/** Numbers of tokens that every way can run. */
const ALL_CAN = 2048
const THREADS = cpus().length

/** From 10 to 250 tokens, evenly spread on a logarithmic scale. Short and long texts alternate. */
const MIXED = Array.from({ length: 32 }, (_, i) => Math.round(10 * 25 ** (((i * 13) % 32) / 31)))

const roundsOf = (n: number) => Math.max(1, n <= 256 ? rounds : Math.round((rounds * 256) / n))
/** Fewer rounds for the peer: its times need to show factors, not percents. */
const peerRoundsOf = (n: number) => Math.min(roundsOf(n), 3)

/** One way to run the model, in a tab of its own. */
interface Runner {
  readonly name: string
  readonly isPeer: boolean
  readonly page: Page
  readonly load: number
  readonly heapAfterLoad: number
  readonly times: Map<number, number[] | string>
  readonly heaps: Map<number, number>
  readonly each: number[]
  batch: number[] | string
  /** @returns milliseconds */
  encode(texts: readonly string[]): Promise<number>
  /** All texts in one call, as each way batches by itself. */
  encodeAll(texts: readonly string[]): Promise<number>
}

const note = (text: string) => void process.stderr.write(`${text}\n`)
const wordsOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error))
    .replace(/^page\.evaluate: (Error: )+/, '')
    .split('\n')[0]!
    .replace(/^.*ERROR_MESSAGE: (\S*\/)?/, '')
    .slice(0, 80)

const dist = mkdtempSync(join(tmpdir(), 'm3scope-bench-'))
process.on('exit', () => rmSync(dist, { recursive: true, force: true }))
await build({
  logLevel: 'error',
  build: { outDir: dist, emptyOutDir: true, rolldownOptions: { input: 'bench/chain-page.html' } },
})
const folders = { '/': `${dist}/`, '/models/': `${folder}/`, '/node_modules/': 'node_modules/' }
/** Each tab has its own site, so it does not find what another tab has stored. */
const sites: Site[] = []
async function site(): Promise<Site> {
  const one = await serveSite(folders, { '/peer/index.html': PEER_PAGE })
  sites.push(one)
  return one
}

const filesOf = (model: string) =>
  readdirSync(join(folder, model), { recursive: true, encoding: 'utf8' })
    .map((name) => ({ name, stat: statSync(join(folder, model, name)) }))
    .filter(({ stat }) => stat.isFile())
    .map(({ name, stat }) => ({ name, bytes: stat.size }))

type InPage = typeof globalThis & {
  m3scope: BenchPage
  extract: (texts: string | readonly string[]) => Promise<unknown>
}

const runner = async (
  parts: Pick<Runner, 'name' | 'isPeer' | 'page' | 'load' | 'encode' | 'encodeAll'>,
): Promise<Runner> => ({
  ...parts,
  heapAfterLoad: await wasmHeapOf(parts.page),
  times: new Map(),
  heaps: new Map(),
  each: [],
  batch: [],
})

const WAYS = { whole: 'whole', onnxruntime: 'in layers', own: 'own encoder' } as const

async function openOurs(page: Page, model: string, way: Way): Promise<Runner> {
  await page.goto(`${(await site()).url}bench/chain-page.html`)
  await page.locator('html[data-phase=ready]').waitFor({ state: 'attached' })
  const { time, info } = await page.evaluate(
    ([id, files, way]) => (globalThis as InPage).m3scope.load(id, files, way),
    [model, filesOf(model), way] as const,
  )
  const { execution } = info
  const found = execution.kind === 'whole' ? 'whole' : (execution.encoder?.engine ?? 'onnxruntime')
  if (found !== way) throw new Error(`runs ${JSON.stringify(execution)}`)
  const encode = (texts: readonly string[]) =>
    page.evaluate(async ([text]) => (globalThis as InPage).m3scope.encode(text!), texts)
  const encodeAll = (texts: readonly string[]) =>
    page.evaluate((all) => (globalThis as InPage).m3scope.encodeAll(all), texts)
  return runner({ name: WAYS[way], isPeer: false, page, load: time, encode, encodeAll })
}

async function openPeer(page: Page, model: string, threads: number | null): Promise<Runner> {
  const bytes = filesOf(model).reduce((sum, file) => sum + file.bytes, 0)
  const { url } = await site()
  const begin = performance.now()
  const asked = `model=${model}&dtype=${model}${bytes >= EXTERNAL_FROM ? '&external' : ''}`
  await page.goto(`${url}peer/?${asked}${threads === null ? '' : `&threads=${threads}`}`)
  const ended = page.locator('html:is([data-phase=ready], [data-phase=failed])')
  await ended.waitFor({ state: 'attached', timeout: LOAD_PATIENCE })
  if ((await ended.getAttribute('data-phase')) === 'failed')
    throw new Error((await ended.getAttribute('data-detail'))!)
  const encode = (texts: readonly string[]) =>
    page.evaluate(async (texts) => {
      const start = performance.now()
      await (globalThis as InPage).extract(texts.length === 1 ? texts[0]! : texts)
      return performance.now() - start
    }, texts)
  const name = peerName(threads)
  return runner({ name, isPeer: true, page, load: performance.now() - begin, encode, encodeAll: encode })
}

const peerName = (threads: number | null) =>
  `transformers.js, ${threads === null ? 'defaults' : `${threads} threads`}`

async function opened(name: string, open: () => Promise<Runner>): Promise<Runner | Failed> {
  note(`loading: ${name}`)
  return open().catch((error: unknown) => ({ name, failed: wordsOf(error) }))
}

/** Measures one length. Each round runs all ways, and each time another way is first. */
async function measureLength(n: number, runners: readonly Runner[], textOf: TextOf): Promise<void> {
  for (let round = n > 512 ? 1 : 0; round <= roundsOf(n); round++) {
    const text = await textOf(n)
    for (const one of rotated(runners, round)) {
      const known = one.times.get(n)
      if (typeof known === 'string' || (one.isPeer && round > peerRoundsOf(n))) continue
      try {
        await rest()
        const time = await one.encode([text])
        // The first run of a length grows the heap, so it is not measured.
        one.times.set(n, round === 0 ? [] : [...(known ?? []), time])
        note(`${n} tokens, round ${round}: ${one.name} ${time.toFixed(0)} ms`)
      } catch (error) {
        one.times.set(n, wordsOf(error))
        note(`${n} tokens: ${one.name}: ${wordsOf(error)}`)
      }
      one.heaps.set(n, await wasmHeapOf(one.page))
    }
  }
}

async function measureMixed(runners: readonly Runner[], textOf: TextOf): Promise<void> {
  for (let round = 0; round < 2; round++) {
    const texts = []
    for (const n of MIXED) texts.push(await textOf(n))
    for (const one of rotated(runners, round)) {
      if (one.isPeer && round > 0) continue
      let sum = 0
      for (const text of texts) sum += await one.encode([text])
      one.each.push(sum)
      note(`32 texts, one call each: ${one.name} ${sum.toFixed(0)} ms`)
      one.batch = await one.encodeAll(texts).then((time) => [time], wordsOf)
      note(`32 texts, one batch: ${one.name} ${String(one.batch)} ms`)
    }
  }
}

/** Milliseconds for which onnxruntime's threads may go on spinning after a run, on the cores of the next one. */
const SPIN = 300
const rest = () => new Promise((resolve) => setTimeout(resolve, SPIN))

/** Seconds of rest after the loads: the pages go on writing what they store, and that takes a core from everybody. */
const MOST_REST = 120
const QUIET = 0.02

/** Waits until the processors do next to nothing, waiting for the disk included. */
async function settled(): Promise<void> {
  for (let second = 0, quiet = 0; second < MOST_REST && quiet < 3; second++) {
    const before = processorTimes()
    await new Promise((resolve) => setTimeout(resolve, 1000))
    const after = processorTimes()
    quiet = 1 - (after.idle - before.idle) / (after.all - before.all) < QUIET ? quiet + 1 : 0
  }
}

/** Since the machine's start, of all processors (Linux only: /proc). Waiting for the disk is not idle here. */
function processorTimes(): { readonly idle: number; readonly all: number } {
  const times = readFileSync('/proc/stat', 'utf8').split('\n')[0]!.split(/ +/).slice(1).map(Number)
  return { idle: times[3]!, all: times.reduce((sum, time) => sum + time, 0) }
}

type TextOf = (n: number) => Promise<string>

const rotated = <T>(items: readonly T[], by: number): T[] =>
  items.map((_, i) => items[(i + by) % items.length]!)

const isRunner = (one: Runner | Failed): one is Runner => 'page' in one

console.log(
  `${THREADS} threads; medians of ${rounds} rounds (fewer from 512 tokens on), all ways in turn in each`,
)
for (const model of options.models.split(',')) {
  const report = await inTab(async ({ page: first }): Promise<Report> => {
    const tab = () => first.context().newPage()
    const notAsked = (name: string): Failed => ({ name, failed: 'not asked for' })
    const way = async (which: Way): Promise<Runner | Failed> =>
      options.ways.split(',').includes(which)
        ? opened(WAYS[which], async () => openOurs(await tab(), model, which))
        : notAsked(WAYS[which])
    const [whole, cut, own] = [await way('whole'), await way('onnxruntime'), await way('own')]
    const peer = async (threads: number | null): Promise<Runner | Failed> =>
      options['no-peer']
        ? notAsked(peerName(threads))
        : opened(peerName(threads), async () => openPeer(await tab(), model, threads))
    const [peerDefaults, peerThreads] = [await peer(null), await peer(THREADS)]
    const runners = [whole, cut, own, peerDefaults, peerThreads].filter(isRunner)
    await settled()
    const ours = runners.find(({ isPeer }) => !isPeer)
    if (ours) {
      let seed = 0
      const textOf: TextOf = (n) =>
        ours.page.evaluate(([n, seed]) => (globalThis as InPage).m3scope.text(n!, seed!), [n, seed++])
      const short = lengths.filter((n) => n <= ALL_CAN)
      for (const n of short) await measureLength(n, runners, textOf)
      // This comes before the lengths at which a tab can run out of memory: after that, the tab runs nothing any more.
      await measureMixed(runners, textOf)
      for (const n of lengths.filter((n) => !short.includes(n))) await measureLength(n, runners, textOf)
    }
    const graphBytes = filesOf(model).filter(({ name }) => name.startsWith('onnx/')).reduce((sum, { bytes }) => sum + bytes, 0) // oxfmt-ignore
    return { model, graphBytes, whole, cut, own, peerDefaults, peerThreads }
  }, false)
  console.log(`\n${render(report, lengths)}`)
}
for (const { close } of sites) close()
