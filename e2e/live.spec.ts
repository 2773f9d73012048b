/**
 * Chroma's real server, searched from the page: `chroma run` of the Python with test/interop/requirements.txt. Without one these tests
 * are skipped, unless M3SCOPE_INTEROP=required.
 */
import type { Page } from '@playwright/test'
import { chromaCommand, fillChroma, startChroma, type ChromaServer } from '../test/interop/chroma-server'
import { engineModel, type FakeModel } from '../test/fakes/model'
import { FakeEndpoint } from '../test/fakes/servers'
import { expect, open, test } from './page'

const python = process.env['M3SCOPE_PYTHON']
const command = python === undefined ? undefined : chromaCommand(python)
const REQUIRED = process.env['M3SCOPE_INTEROP'] === 'required'

test.skip(command === undefined && !REQUIRED, 'no Python with chromadb')

const TEXTS = ['How do I get a refund?', '如何申请退款？', 'The charger is broken', 'Berlin is a city']
const QUERIES = ['refund', '充电器坏了']

let model: FakeModel
let server: ChromaServer
let closed: ChromaServer

test.beforeAll(async () => {
  if (command === undefined) throw new Error('M3SCOPE_PYTHON has no command chroma')
  const { baseURL } = test.info().project.use
  model = await engineModel('tiny')
  server = await startChroma(command, [new URL(baseURL!).origin])
  closed = await startChroma(command, [])
  const records = []
  for (const [at, text] of TEXTS.entries()) {
    const { dense } = await model.encode(text, model.limit)
    records.push({ id: `doc-${at}`, text, dense })
  }
  await fillChroma(server, 'docs', 'cosine', records)
})
test.afterAll(async () => {
  await server?.stop()
  await closed?.stop()
})
test.beforeEach(({ askedHosts }) => {
  askedHosts.add(new URL(server.url).host).add(new URL(closed.url).host)
})

/** @param query stands in A, as a query to try where no file gives one */
async function openLive(page: Page, url: string, query = '') {
  await open(page, '?lang=en')
  await page.getByTestId('text-a').fill(query)
  await page.getByTestId('tab-validate').click()
  await page.getByTestId('live').getByText('Search where the corpus lives').click()
  await page.getByTestId('live-database').click()
  await page.getByTitle('Chroma').click()
  await page.getByTestId('live-url').fill(url)
  await page.getByTestId('live-collection').fill('docs')
}

/** By brute force: the documents of a query, the nearest first. */
async function nearest(query: string) {
  const { dense } = await model.encode(query, model.limit)
  const found = []
  for (const [at, text] of TEXTS.entries()) {
    const other = (await model.encode(text, model.limit)).dense
    found.push({ id: `doc-${at}`, distance: 1 - dense.reduce((sum, value, i) => sum + value * other[i]!, 0) })
  }
  return found.sort((a, b) => a.distance - b.distance)
}

const status = (page: Page) => page.getByTestId('live-status')

test('one query, then all queries of a file; what comes back is scored like a file', async ({ page }) => {
  await openLive(page, server.url)
  await page.getByTestId('validate-file-input').setInputFiles({
    name: 'queries.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`query\n${QUERIES.join('\n')}\n`),
  })
  await expect(page.getByTestId('validate-map-query')).toBeVisible()
  await page.getByTestId('live-test').click()
  await expect(status(page)).toHaveAttribute('data-phase', 'tested')
  const want = await nearest(QUERIES[0]!)
  const hits = page.getByTestId('live-hit')
  await expect(hits).toHaveCount(TEXTS.length)
  for (const [at, { id, distance }] of want.entries()) {
    await expect(hits.nth(at)).toHaveAttribute('data-id', id)
    expect(Number(await hits.nth(at).getAttribute('data-score'))).toBeCloseTo(distance, 5)
  }
  await expect(page.getByTestId('live-tried')).toHaveAttribute('data-text', '#document')

  await page.getByTestId('live-search').click()
  await expect(status(page)).toHaveAttribute('data-phase', 'searched')
  const searched = page.getByTestId('live-searched')
  await expect(searched).toHaveAttribute('data-pairs', String(QUERIES.length * TEXTS.length))
  await expect(searched).toHaveAttribute('data-documents', String(TEXTS.length))

  await page.getByTestId('validate-run').click()
  await expect(page.getByTestId('validate-status')).toHaveAttribute('data-phase', 'done')
})

test('a server that lets no page read its replies: the error says what to set', async ({ page }) => {
  await openLive(page, closed.url, 'refund')
  await page.getByTestId('live-test').click()
  await expect(page.getByTestId('error')).toHaveAttribute('data-code', 'endpoint/cors')
  const { origin } = new URL(page.url())
  await expect(page.getByTestId('live-cors-help')).toContainText(`cors_allow_origins: ["${origin}"]`)
})

test('vectors of a live endpoint score what the database found', async ({ page, askedHosts }) => {
  const endpoint = await FakeEndpoint.start('m3scope', model)
  askedHosts.add(new URL(endpoint.url).host)
  try {
    await open(page, '?lang=en&view=diagnose')
    await page.getByTestId('vectors-section-endpoint').click()
    await page.getByTestId('endpoint-dialect').click()
    await page.getByTestId('endpoint-dialect-m3scope').click()
    await page.getByTestId('endpoint-url').fill(endpoint.url)
    await page.getByTestId('tab-validate').click()
    await page.getByTestId('live').getByText('Search where the corpus lives').click()
    await page.getByTestId('live-vectors-endpoint').click()
    await page.getByTestId('validate-file-input').setInputFiles({
      name: 'pairs.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`query,document\n${TEXTS.map((text) => `refund,${text}`).join('\n')}\n`),
    })
    await page.getByTestId('validate-run').click()
    await expect(page.getByTestId('validate-status')).toHaveAttribute('data-phase', 'done')
    const asked = endpoint.log.map(({ body }) => body).join()
    for (const text of ['refund', ...TEXTS]) expect(asked).toContain(text)
  } finally {
    await endpoint.close()
  }
})
