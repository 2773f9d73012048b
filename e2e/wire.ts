/** Drives the built worker over its wire from within the page: the engine in Chromium without the interface. */
import type { Page } from '@playwright/test'
import type { EncodeSettings } from '../src/engine/encode/types'
import type { Calls, SiteModel } from '../src/host/calls'
import type { PlainEncoded } from '../test/parity'

export interface WireResults {
  readonly texts: readonly PlainEncoded[]
  readonly pairs: readonly Readonly<Record<string, number>>[]
  readonly threads: number
}

export interface WireJob {
  readonly model: SiteModel
  /** null: as many as the worker chooses */
  readonly threads: number | null
  readonly settings: EncodeSettings
  readonly texts: readonly { readonly text: string; readonly mode: 'hf4' | 'hf5' }[]
  readonly pairs: readonly Calls['analyze']['in'][]
}

/** @param page a loaded page of ours: its own worker tells where the worker's script lies */
export async function runOverWire(page: Page, job: WireJob): Promise<WireResults> {
  const url = page.workers().map((worker) => worker.url()).find((each) => /\/assets\/worker-[^/]*\.js$/.test(each)) // oxfmt-ignore
  if (!url) throw new Error('the page has no engine worker')
  return JSON.parse(await page.evaluate(inPage, { job, url })) as WireResults
}

/** @returns WireResults as JSON: Playwright takes seconds for a million numbers one by one. */
async function inPage({ job, url }: { job: WireJob; url: string }): Promise<string> {
  const worker = new Worker(url, { type: 'module' })
  let nextId = 1
  // The wire is typed where it is written; this end is a stranger's, who sees plain messages.

  const call = (name: string, input: unknown) =>
    // eslint-disable-next-line @typescript-eslint/no-explicit-any
    new Promise<any>((resolve, reject) => {
      const id = nextId++
      const listen = ({ data }: MessageEvent) => {
        if (data.id !== id || data.type === 'progress') return
        worker.removeEventListener('message', listen)
        if (data.type === 'done') resolve(data.out)
        else reject(new Error(JSON.stringify(data.error)))
      }
      worker.addEventListener('message', listen)
      worker.postMessage({ type: 'call', id, name, in: input })
    })
  const wasmBaseUrl = new URL('ort/', document.baseURI).href
  const model = { ...job.model, baseUrl: new URL(job.model.baseUrl, document.baseURI).href }
  const info = await call('load', { model, threads: job.threads, wasmBaseUrl })
  const texts: PlainEncoded[] = []
  for (const { text, mode } of job.texts) {
    const encoded = await call('encode', { text, settings: { ...job.settings, tokenizerMode: mode } })
    const colbert = encoded.colbertVecs.value
    texts.push({
      ids: [...encoded.tokenized.ids],
      dense: [...encoded.denseVecs.value],
      lexical: [...encoded.lexicalWeights.value],
      colbert: { rows: colbert.rows, dimension: colbert.dimension, data: [...colbert.data] },
    })
  }
  const pairs: Record<string, number>[] = []
  for (const pair of job.pairs) {
    const { scores } = await call('analyze', pair)
    pairs.push(
      Object.fromEntries(
        Object.entries(scores).map(([name, part]) => [name, (part as { value: number }).value]),
      ),
    )
  }
  worker.terminate()
  const results: WireResults = { texts, pairs, threads: info.runtime.threads }
  return JSON.stringify(results)
}
