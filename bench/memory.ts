/**
 * Measures memory and time of loading a model of bge-m3's size, in the built page and in @huggingface/transformers:
 * `M3SCOPE_BENCH_MODELS=FOLDER npx tsx bench/memory.ts [int8] [fp32] […]`
 * FOLDER is what bench/make-bge-m3-shaped.py has written. Linux only (/proc).
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { inTab, type Tab } from './memory-browser'
import { serveSite } from './memory-server'
import { PEER_PAGE } from './peer-page'

const folder = process.env.M3SCOPE_BENCH_MODELS
if (!folder) {
  console.log('Memory: not measured; M3SCOPE_BENCH_MODELS names no folder with models (bench/RESULTS.md).')
  process.exit()
}
const PATIENCE = 15 * 60_000 // ms; for a machine that does other things too

interface SiteFile {
  readonly name: string
  readonly bytes: number
}

interface Model {
  readonly id: string
  readonly baseUrl: string
  readonly files: readonly SiteFile[]
}

const found: Model[] = readdirSync(folder).map((id) => ({
  id,
  baseUrl: `${id}/`,
  files: readdirSync(join(folder, id), { recursive: true, encoding: 'utf8' })
    .map((name) => ({ name, stat: statSync(join(folder, id, name)) }))
    .filter(({ stat }) => stat.isFile())
    .map(({ name, stat }) => ({ name, bytes: stat.size })),
}))
const asked = process.argv.slice(2)
const models = asked.length > 0 ? found.filter(({ id }) => asked.includes(id)) : found

const graphBytes = ({ files }: Model) =>
  files.filter(({ name }) => name.startsWith('onnx/')).reduce((sum, file) => sum + file.bytes, 0)

const dist = mkdtempSync(join(tmpdir(), 'm3scope-bench-'))
process.on('exit', () => rmSync(dist, { recursive: true, force: true }))
await build({ logLevel: 'error', build: { outDir: dist, emptyOutDir: true } })
const site = await serveSite(
  { '/': `${dist}/`, '/models/': `${folder}/`, '/node_modules/': 'node_modules/' },
  { '/models/models.json': JSON.stringify({ version: 1, models }), '/peer/index.html': PEER_PAGE },
)

/** Waits until the element shows that the model is ready. @returns seconds. @throws the error that the page shows */
async function load(tab: Tab, url: string, element: string): Promise<number> {
  const begin = performance.now()
  await tab.page.goto(url)
  const ended = tab.page.locator(`${element}:is([data-phase=ready], [data-phase=failed])`)
  await ended.waitFor({ state: 'attached', timeout: PATIENCE })
  const seconds = (performance.now() - begin) / 1000
  if ((await ended.getAttribute('data-phase')) === 'ready') return seconds
  const detail = await ended.getAttribute('data-detail')
  throw new Error(detail ?? (await tab.page.getByTestId('error').innerText()))
}

const megabytes = (count: number) => `${(count / 1e6).toFixed(0)} MB`
const withRatio = (count: number, size: number) => `${megabytes(count)} (${(count / size).toFixed(2)} ×)`

async function row(name: string, tab: Tab, size: number, url: string, element: string): Promise<void> {
  tab.takePeak()
  const seconds = await load(tab, url, element)
  const peak = tab.takePeak()
  const heap = await tab.wasmHeap()
  const rest = await tab.atRest()
  const cells = [
    name,
    `${seconds.toFixed(1)} s`,
    withRatio(heap, size),
    withRatio(peak.tab, size),
    withRatio(peak.browser, size),
    withRatio(rest.tab, size),
    megabytes(rest.tab - heap),
  ]
  console.log(`| ${cells.join(' | ')} |`)
}

console.log('| | load | WASM heap | peak, tab | peak, browser | at rest, tab | of it not heap |')
console.log('| - | - | - | - | - | - | - |')
for (const model of models) {
  const size = graphBytes(model)
  const page = `${site.url}?lang=en&model=${model.id}`
  const status = '[data-testid=model-status]'
  const failed = (error: unknown) =>
    console.log(
      `| ${model.id} | ${(error instanceof Error ? error.message : String(error)).split('\n')[0]} |`,
    )
  await inTab(async (tab) => {
    await row(`m3scope, ${model.id}, ${megabytes(size)}, first time`, tab, size, page, status)
    await row(`m3scope, ${model.id}, stored`, tab, size, page, status)
  }).catch(failed)
  if (model.id === 'int8')
    await inTab((tab) =>
      row(
        `peer, ${model.id}, first time`,
        tab,
        size,
        `${site.url}peer/?model=${model.id}&dtype=${model.id}`,
        'html',
      ),
    ).catch(failed)
}
site.close()
