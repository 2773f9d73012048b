/** A model of one's own: from this disk, with head files added, kept in the browser, cut to fewer dimensions. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Page } from '@playwright/test'
import config from '../playwright.config'
import {
  analyze,
  dropFiles,
  expect,
  open,
  openModelDialog,
  openOption,
  readScores,
  ready,
  serveSiteModels,
  test,
} from './page'

const TINY = fileURLToPath(new URL('../test/models/tiny/', import.meta.url))
const HIDDEN = ['onnx/model_hidden.onnx', 'config.json', 'tokenizer.json', 'tokenizer_config.json']

const file = (name: string) => ({ name: name.split('/').at(-1)!, bytes: readFileSync(TINY + name) })

const model = (page: Page) => page.getByTestId('model-status')

test('a folder of this disk: nothing is uploaded, its graphs are offered, the scores are the site’s', async ({
  page,
}) => {
  await serveSiteModels(page)
  await open(page, '?lang=en&model=tiny')
  await ready(page)
  await page.getByTestId('welcome-keyword').click()
  await analyze(page)
  const expected = await readScores(page)

  const requests: string[] = []
  page.on('request', (request) => requests.push(request.url()))
  await openModelDialog(page, 'local')
  await page.getByTestId('local-folder-input').setInputFiles(TINY)
  await page.locator('[data-testid="graph-choice"][data-file="onnx/model.onnx"]').click()
  await page.getByTestId('model-load').click()
  await ready(page)
  await analyze(page)
  expect(await readScores(page)).toEqual(expected)
  expect(requests.filter((url) => /tiny|onnx/.test(url))).toEqual([])
})

test('hidden states without head files: not available until they are added', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  await page.getByTestId('welcome-keyword').click()
  await openModelDialog(page, 'local')
  await dropFiles(page, 'local-drop', HIDDEN.map(file))
  await page.getByTestId('pooling-choice').getByText('CLS').click()
  await page.getByTestId('model-load').click()
  await expect(model(page)).toContainText('64d')
  await ready(page)
  await analyze(page)
  await expect(page.getByTestId('score-dense')).toHaveAttribute('data-state', 'available')
  await expect(page.getByTestId('score-sparse')).toHaveAttribute('data-state', 'unavailable')
  await expect(page.getByTestId('score-colbert')).toHaveAttribute('data-state', 'unavailable')

  await openModelDialog(page, 'local')
  await page
    .getByTestId('heads-files-input')
    .setInputFiles([`${TINY}sparse_linear.pt`, `${TINY}colbert_linear.pt`])
  await page.getByTestId('model-load').click()
  await ready(page)
  await analyze(page)
  for (const head of ['sparse', 'colbert'])
    await expect(page.getByTestId(`score-${head}`)).toHaveAttribute('data-state', 'available')
})

test('files that hold no model say so, and the model before stays', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  await openModelDialog(page, 'local')
  await dropFiles(page, 'local-drop', [{ name: 'notes.txt', bytes: Buffer.from('no model') }])
  await expect(page.getByTestId('error')).toHaveAttribute('data-code', 'local/empty')
  await page.keyboard.press('Escape')
  await expect(model(page)).toHaveAttribute('data-model', 'tiny')
  await page.getByTestId('welcome-keyword').click()
  await analyze(page)
})

test('what is stored is listed, loads without its server, and is deleted', async ({ page }) => {
  await serveSiteModels(page)
  await open(page, '?lang=en&model=tiny')
  await ready(page)
  const fetched: string[] = []
  page.context().on('request', (request) => {
    if (request.url().includes('/models/tiny/') && request.method() === 'GET') fetched.push(request.url())
  })
  await page.reload()
  await ready(page)
  expect(fetched, 'model files that were downloaded twice').toEqual([])
  await openModelDialog(page, 'stored')
  const row = page.getByTestId('stored-row').filter({ hasText: 'tiny' })
  await expect(row).toContainText('MB')
  await row.getByTestId('stored-delete').click()
  await page
    .getByRole('button', { name: /^(OK|Delete)$/ })
    .last()
    .click()
  await expect(row).toHaveCount(0)
  await page.reload()
  await ready(page)
  expect(fetched.length).toBeGreaterThan(0)
})

test.describe('of the demonstration model', () => {
  test.use({ site: 'demo' })

  test('truncate_dim cuts the dense vector only, and the old result is marked stale', async ({ page }) => {
    await open(page, '?lang=en')
    await ready(page)
    await page.getByTestId('welcome-keyword').click()
    await analyze(page)
    const whole = await readScores(page)
    await openOption(page, 'truncate-dim')
    await page.getByRole('spinbutton').last().fill('128')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('stale')).toBeVisible()
    await page.keyboard.press('Escape')
    await analyze(page)
    const cut = await readScores(page)
    expect(cut.dense).not.toBe(whole.dense)
    expect(Math.abs(cut.dense - whole.dense)).toBeLessThan(0.3)
    expect([cut.sparse, cut.colbert]).toEqual([whole.sparse, whole.colbert])
  })

  test('the certificate of the demonstration model passes on this machine', async ({ page }) => {
    await open(page, '?lang=en&view=environment')
    await ready(page)
    await page.getByTestId('certificate-run').click()
    await expect(page.getByTestId('certificate')).toHaveAttribute('data-verdict', 'pass', { timeout: 60_000 })
    const cosine = await page.getByTestId('certificate-check-dense_cosine').getAttribute('data-value')
    expect(Number(cosine)).toBeGreaterThan(0.99999)
  })
})

test('on plain HTTP models are kept too, in IndexedDB', async ({ baseURL }) => {
  const { launchOptions } = config.use!
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...launchOptions!.args!, '--host-resolver-rules=MAP intranet.test 127.0.0.1'],
  })
  try {
    const page = await browser.newPage({ locale: 'en' })
    await serveSiteModels(page)
    await page.goto(baseURL!.replace('localhost', 'intranet.test') + '?lang=en&model=tiny')
    await ready(page)
    const fetched: string[] = []
    page.context().on('request', (request) => {
      if (request.url().includes('/models/tiny/') && request.method() === 'GET') fetched.push(request.url())
    })
    await page.reload()
    await ready(page)
    expect(fetched).toEqual([])
    await openModelDialog(page, 'stored')
    await expect(page.getByTestId('stored-space')).toHaveAttribute('data-backend', 'indexeddb')
    await expect(page.getByTestId('stored-row').filter({ hasText: 'tiny' })).toHaveAttribute(
      'data-complete',
      'true',
    )
  } finally {
    await browser.close()
  }
})

test.describe('beside the demonstration model', () => {
  test.use({ site: 'demo' })

  test('two models on the same texts: differences add up, documents are ranked by both', async ({ page }) => {
    await open(page, '?lang=en&view=compare')
    await ready(page)
    await page.getByTestId('text-a').fill('如何申请退款？')
    await page.getByTestId('text-b').fill('点击申请售后，选择退款。\n今天天气很好。\nHow to request a refund')
    await page.getByTestId('compare-choose').click()
    await page.getByTestId('picker-tab-local').click()
    await page.getByTestId('local-folder-input').setInputFiles(TINY)
    await page.locator('[data-testid="graph-choice"][data-file="onnx/model.onnx"]').check()
    await page.getByTestId('model-load').click()
    await page.getByTestId('compare-ranking-switch').click()
    await page.getByTestId('compare-run').click()
    await expect(page.getByTestId('compare-status')).toHaveAttribute('data-phase', 'done', {
      timeout: 60_000,
    })
    const dense = page.getByTestId('compare-score-dense')
    const [first, second, difference] = await Promise.all(
      ['data-first', 'data-second', 'data-difference'].map(async (name) =>
        Number(await dense.getAttribute(name)),
      ),
    )
    expect(difference).toBeCloseTo(second! - first!, 12)
    expect(first).toBe((await readScores(page)).dense)
    await expect(page.getByTestId('compare-tokens-a')).toHaveAttribute('data-equal', 'false')
    await expect(page.getByTestId('compare-tau')).toHaveAttribute('data-value', /^-?[\d.]+$/)
    await expect(model(page)).toHaveAttribute('data-model', 'demo')
  })
})

test('WebGPU is offered only where the browser has it, and never taken by itself', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  await expect(model(page)).not.toContainText('WebGPU')
  const runtimes: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('asyncify')) runtimes.push(request.url())
  })
  await page.getByTestId('welcome-keyword').click()
  await analyze(page)
  expect(runtimes).toEqual([])
})
