/** The first load stays within the budget of scripts/size-budget.ts. */
import { BUDGET, loadedFiles, tableOf, totalOf } from '../scripts/size-budget'
import { expect, open, test } from './page'

test('the first load keeps to its budget', async ({ page }) => {
  await open(page)
  const files = await loadedFiles(page)
  console.log(tableOf(files))
  expect(files.map(({ name }) => name)).toContain('index.html')
  expect(files.some(({ name }) => name.endsWith('.js'))).toBe(true)
  expect(files.some(({ name }) => name.endsWith('.css'))).toBe(true)
  expect(totalOf(files)).toBeLessThanOrEqual(BUDGET)
})
