/**
 * Measures what the page itself costs, in Chromium on a built page:
 * `npx tsx bench/page.ts [FOLDER of a build]… [--rounds 3] [--only heatmap,pair,map,typing,typing-heatmap,start] [--profile FILE]`.
 * Builds take turns in each round, a fresh browser each. Prints Markdown.
 *
 * On a busy machine wall times say little, so every measure has the CPU time of the page's main thread beside it.
 * `--profile` writes a CPU profile of the main thread for what is measured, which Chromium's developer tools open.
 */
import { writeFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { chromium, type Page } from '@playwright/test'
import playwrightConfig from '../playwright.config'
import { serveSite } from './memory-server'
import { MainThread } from './page-thread'
import { instrument } from './page-watch'
import { MEASURES, type Figures } from './page-measures'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    only: { type: 'string', default: Object.keys(MEASURES).join() },
    profile: { type: 'string' },
  },
})
const builds = positionals.length > 0 ? positionals : ['dist']
const names = options.only.split(',')

async function inPage<T>(folder: string, work: (page: Page, thread: MainThread, url: string) => Promise<T>) {
  const site = await serveSite({ '/': folder }, {})
  const { launchOptions = {} } = playwrightConfig.use ?? {}
  const args = (launchOptions.args ?? []).filter((arg) => !arg.startsWith('--js-flags'))
  const browser = await chromium.launch({ ...launchOptions, args })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    // tsx names functions by a helper that the page does not have.
    await page.addInitScript('globalThis.__name = (named) => named')
    await page.addInitScript(instrument)
    return await work(page, await MainThread.of(page, options.profile !== undefined), site.url)
  } finally {
    await browser.close()
    site.close()
  }
}

const found = new Map<string, Figures[]>()
const loads: number[] = []
for (let round = 0; round < Number(options.rounds); round++)
  for (const folder of builds)
    for (const name of names) {
      const measure = MEASURES[name]
      if (measure === undefined) throw new Error(`No measure has the name ${name}.`)
      loads.push(loadavg()[0]!)
      const figures = await inPage(folder, async (page, thread, url) => {
        const result = await measure(page, thread, url)
        if (thread.profile !== null)
          writeFileSync(
            `${options.profile}-${builds.indexOf(folder)}-${name}.cpuprofile`,
            JSON.stringify(thread.profile),
          )
        return result
      })
      const key = `${folder}\0${name}`
      found.set(key, [...(found.get(key) ?? []), figures])
      process.stderr.write(`round ${round + 1}: ${folder} ${name} ${JSON.stringify(figures)}\n`)
    }

const median = (values: readonly number[]) => values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)]!
const shown = (value: number) => (Math.abs(value) < 10 ? value.toFixed(2) : value.toFixed(0))

console.log(
  `\n${cpus().length} cores, load ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}; medians of ${options.rounds} rounds\n`,
)
console.log(`| | ${builds.join(' | ')} |\n|---|${builds.map(() => '---').join('|')}|`)
for (const name of names) {
  const columns = builds.map((folder) => found.get(`${folder}\0${name}`)!)
  for (const figure of Object.keys(columns[0]![0]!)) {
    const cells = columns.map((rounds) => shown(median(rounds.map((one) => one[figure]!))))
    console.log(`| ${name}: ${figure} | ${cells.join(' | ')} |`)
  }
}
process.exit()
