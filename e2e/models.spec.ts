/** More than one model on the site: choosing, ?model=, and one that does not work. */
import { analyze, expect, open, ready, serveSiteModels, test } from './page'

test('another model of the site is chosen in the badge; ?model= chooses at the start', async ({ page }) => {
  await serveSiteModels(page)
  await open(page, '?lang=en')
  await ready(page)
  await expect(page.getByTestId('model-status')).toHaveAttribute('data-model', 'demo')
  await page.getByTestId('model-status').click()
  await page.getByTestId('model-choice-tiny').click()
  await expect(page.getByTestId('model-status')).toHaveAttribute('data-model', 'tiny')
  await ready(page)
  await expect(page.getByTestId('model-status')).toContainText('fp32 · 64d')
  await expect(page.getByTestId('demo-label')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByTestId('welcome-keyword').click()
  await analyze(page)
  await page.goto('./?lang=en&model=demo')
  await ready(page)
  await expect(page.getByTestId('model-status')).toHaveAttribute('data-model', 'demo')
})

test('a model that cannot be loaded says why; the one before stays usable', async ({ page }) => {
  await serveSiteModels(page, { broken: /model\.onnx$/ })
  await open(page)
  await ready(page)
  await page.getByTestId('model-status').click()
  await page.getByTestId('model-choice-tiny').click()
  await expect(page.getByTestId('error')).toHaveAttribute('data-code', 'network/failed')
  await expect(page.getByTestId('model-status')).toHaveAttribute('data-model', 'demo')
  await ready(page)
  await page.keyboard.press('Escape')
  await page.getByTestId('welcome-keyword').click()
  await analyze(page)
})

test('?model= of a model that the site lacks names it', async ({ page }) => {
  await open(page, '?model=nowhere')
  await expect(page.getByTestId('error')).toHaveAttribute('data-code', 'model/unknown')
  await expect(page.getByTestId('error')).toContainText('nowhere')
})
