/** Layer by layer: what the page says of it, the same scores either way, cancel between layers, int8 made faithful. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  analyze,
  demoTest,
  expect,
  open,
  openModelDialog,
  openOption,
  phase,
  readScores,
  ready,
  SCORES,
  test,
} from './page'

const modelFile = (name: string) => fileURLToPath(new URL(`../test/models/${name}`, import.meta.url))

demoTest('runs layer by layer, and whole by choice, with the same scores', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  await page.getByTestId('model-status').click()
  await expect(page.getByTestId('execution')).toHaveAttribute('data-value', 'layers')
  await expect(page.getByTestId('execution')).toContainText('12 layers')
  await page.keyboard.press('Escape')
  await page.getByTestId('welcome-keyword').click()
  await analyze(page)
  const inParts = await readScores(page)
  await openOption(page, 'threads')
  await page.getByTestId('whole-true').click()
  await page.keyboard.press('Escape')
  await ready(page)
  await page.getByTestId('model-status').click()
  await expect(page.getByTestId('execution')).toHaveAttribute('data-value', 'whole')
  await expect(page.getByTestId('execution')).toHaveAttribute('data-reason', 'chosen')
  await page.keyboard.press('Escape')
  await analyze(page)
  const whole = await readScores(page)
  for (const name of SCORES) expect(Math.abs(inParts[name] - whole[name])).toBeLessThan(1e-6)
})

demoTest(
  'a long run tells text and layer, and is cancelled between layers; the model stays',
  async ({ page }) => {
    await open(page, '?lang=en')
    await ready(page)
    const sentence = '订单已经发货三天了，物流信息一直没有更新，客服也没有回复。'
    await page.getByTestId('text-a').fill(sentence.repeat(40))
    await page.getByTestId('text-b').fill(sentence.repeat(41))
    await page.getByTestId('analyze').click()
    await expect(page.getByTestId('run-status')).toContainText(/layer \d+ of 12/i)
    await page.getByTestId('cancel').click()
    await phase(page, 'cancelled')
    await expect(page.getByTestId('model-status')).toHaveAttribute('data-phase', 'ready')
    await analyze(page)
  },
)

test('an int8 model from this disk offers one activation scale per token, and the sums of another CPU', async ({
  page,
}) => {
  await open(page, '?lang=en')
  await ready(page)
  await openModelDialog(page, 'local')
  await page
    .getByTestId('local-files-input')
    .setInputFiles([
      modelFile('layouts/gpahal.onnx'),
      ...['config.json', 'tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json'].map((name) =>
        modelFile(join('tiny', name)),
      ),
    ])
  await expect(page.getByTestId('graph-structure').first()).toHaveAttribute('data-kind', 'layers')
  await page.getByTestId('model-load').click()
  await expect(page.getByTestId('model-status')).toContainText('int8', { timeout: 30_000 })
  await ready(page)
  await page.getByTestId('text-a').fill('退款 refund')
  await page.getByTestId('text-b').fill('如何申请退款？')
  await analyze(page)
  const published = await readScores(page)
  await expect(page.getByTestId('provenance-encoder')).toContainText(/m3scope \S+ (relaxed|plain)/)
  await openOption(page, 'activations')
  await page.getByTestId('activations-faithful').click()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('stale')).toBeVisible()
  await analyze(page)
  const faithful = await readScores(page)
  expect(faithful.dense).not.toBe(published.dense)
  expect(Math.abs(faithful.dense - published.dense)).toBeLessThan(0.1)

  await openOption(page, 'activations')
  await page.getByTestId('activations-published').click()
  await page.keyboard.press('Escape')
  await analyze(page)
  expect(await readScores(page)).toEqual(published)
  await openOption(page, 'arithmetic')
  await page.getByTestId('arithmetic-avx2').click()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('stale')).toBeVisible()
  await analyze(page)
  const avx2 = await readScores(page)
  expect(avx2.dense).not.toBe(published.dense)
  expect(Math.abs(avx2.dense - published.dense)).toBeLessThan(0.1)
  await openOption(page, 'arithmetic')
  await page.getByTestId('arithmetic-exact').click()
  await page.keyboard.press('Escape')
  await analyze(page)
  expect(await readScores(page)).toEqual(published)
})
