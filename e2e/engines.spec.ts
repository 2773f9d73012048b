/** What a database's score is, and transformers.js as a second engine; both come when they are asked for. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { analyze, dropFiles, expect, open, openModelDialog, readScores, ready, test } from './page'

const TINY = fileURLToPath(new URL('../test/models/tiny/', import.meta.url))
const HIDDEN = ['onnx/model_hidden.onnx', 'config.json', 'tokenizer.json', 'tokenizer_config.json']

test('a score in the units of a database, and back', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  await page.getByTestId('welcome-keyword').click()
  await analyze(page)
  const { dense } = await readScores(page)
  await page.getByTestId('units-open').click()
  const value = page.getByTestId('units-value')
  await expect
    .poll(async () => Number(await value.getAttribute('data-value')))
    .toBeCloseTo((1 + dense) / 2, 6)
  await page.getByTestId('units-database').locator('input').click()
  await page.getByTestId('units-database-pgvector').last().click()
  await expect(page.getByTestId('units-metric')).toHaveAttribute('data-value', 'cosine')
  await expect.poll(async () => Number(await value.getAttribute('data-value'))).toBeCloseTo(1 - dense, 6)
  await page.getByTestId('units-given').fill((2 - 2 * dense).toFixed(6))
  await expect(page.getByTestId('units-reading').first()).toHaveAttribute(
    'data-metrics',
    /milvus:L2.*faiss:l2/,
  )
  // Another score is opened; what was typed stays.
  await page.getByTestId('score-sparse').getByRole('button').first().click()
  await expect(page.getByTestId('breakdown-sparse')).toBeVisible()
  await expect(page.getByTestId('units-given')).toHaveValue((2 - 2 * dense).toFixed(6))
})

test('transformers.js: fetched on request, the same vector with pooling cls', async ({ page }) => {
  const scripts: string[] = []
  page.context().on('request', (request) => scripts.push(request.url()))
  const library = () => scripts.filter((url) => /transformers/i.test(url))
  await open(page, '?lang=en')
  await ready(page)
  await page.getByTestId('welcome-keyword').click()
  await openModelDialog(page, 'local')
  await dropFiles(
    page,
    'local-drop',
    HIDDEN.map((name) => ({ name: name.split('/').at(-1)!, bytes: readFileSync(TINY + name) })),
  )
  await page.getByTestId('pooling-choice').getByText('CLS').click()
  await page.getByTestId('model-load').click()
  await ready(page)
  await analyze(page)
  await page.getByTestId('tab-compare').click()
  expect(library()).toEqual([])
  await page.getByTestId('peer-run').click()
  await expect(page.getByTestId('peer')).toHaveAttribute('data-phase', 'done', { timeout: 60_000 })
  expect(library().length).toBeGreaterThan(0)
  for (const side of ['a', 'b']) {
    const text = page.getByTestId(`peer-text-${side}`)
    await expect(text).toHaveAttribute('data-ids-equal', 'true')
    expect(Number(await text.getAttribute('data-cls'))).toBeGreaterThan(0.999999)
    expect(Number(await text.getAttribute('data-mean'))).toBeLessThan(0.99)
  }
  await expect(page.locator('[data-testid="peer-difference"][data-code="mean-pooling"]')).toBeVisible()
})

test('transformers.js: a graph with three heads has ids and no vector, with the reason', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  await page.getByTestId('welcome-keyword').click()
  await page.getByTestId('tab-compare').click()
  await page.getByTestId('peer-run').click()
  await expect(page.getByTestId('peer')).toHaveAttribute('data-phase', 'done', { timeout: 60_000 })
  await expect(page.getByTestId('peer-result')).toHaveAttribute('data-vectors', 'no-hidden-states')
  await expect(page.getByTestId('peer-unavailable')).toContainText('dense_vecs')
  await expect(page.getByTestId('peer-text-a')).toHaveAttribute('data-ids-equal', 'true')
})
