/** A case leaves the page and comes back: as a file, in the list, in a link. */
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { CaseFile } from '../src/formats/case/schema'
import {
  analyze,
  analyzeAnew,
  dropFiles,
  expect,
  expectText,
  open,
  phase,
  readScores,
  ready,
  test,
} from './page'

const A = '手机充不进电，USB 接口发热'
const B = 'If the phone does not charge, clean the USB port.'

async function save(page: Page): Promise<{ name: string; bytes: Buffer; file: CaseFile }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId('case-save').click()])
  const bytes = readFileSync(await download.path())
  return {
    name: download.suggestedFilename(),
    bytes,
    file: JSON.parse(bytes.toString('utf8')) as CaseFile,
  }
}

test('save, reload, drop: identical; the list keeps it, judges it, and gives it back', async ({ page }) => {
  await open(page, '?lang=en')
  await page.getByTestId('text-a').fill(A)
  await page.getByTestId('text-b').fill(B)
  const { name, bytes, file } = await save(page) // runs the analysis that it needs
  expect(name).toMatch(/\.m3case\.json$/)
  const scores = await readScores(page)
  expect(file.result.scores).toEqual(scores)
  expect(file.sides.a.text).toBe(A)

  await page.reload()
  await ready(page)
  await expect(page.getByTestId('cases')).toHaveAttribute('data-count', '1')
  await page.getByTestId('text-a').fill('something else')
  await dropFiles(page, 'text-b', [{ name: 'renamed.txt', bytes }])
  await expect(page.getByTestId('case-diff')).toHaveAttribute('data-identical', 'true')
  await expectText(page, 'a', A)
  await expectText(page, 'b', B)
  expect(await readScores(page)).toEqual(scores)
  await expect(page.locator('[data-testid=case-diff-row][data-changed=true]')).toHaveCount(0)
  expect(await page.getByTestId('case-diff-row').count()).toBeGreaterThan(20)
  await page.getByTestId('undo').click()
  await expectText(page, 'a', 'something else')
  await expect(page.getByTestId('case-diff')).toHaveCount(0)

  await page.getByTestId('cases').click()
  const row = page.getByTestId('case-row')
  await expect(row).toHaveCount(1)
  await row.getByTestId('case-name').fill('charging')
  await row.getByTestId('case-notes').fill('ticket 42')
  await row.getByTestId('case-expected-match').click()
  await page.getByTestId('cases-run').click()
  await expect(page.getByTestId('cases-status')).toHaveAttribute('data-phase', 'done')
  await expect(row).toHaveAttribute('data-verdict', 'same')
  await expect(row).toContainText('no threshold: not judged')
  await row.getByTestId('case-threshold').fill('0.99')
  await row.getByTestId('case-threshold').press('Enter')
  await page.getByTestId('cases-run').click()
  await expect(row).toHaveAttribute('data-verdict', 'fail')
  await row.getByTestId('case-row-open').click()
  await expect(page.getByTestId('case-diff')).toHaveAttribute('data-identical', 'true')
  await expect(page.getByTestId('case-diff-notes')).toHaveText('ticket 42')
  await expect(page.getByTestId('case-diff-name')).toHaveText('charging')

  // The comparison is of the run before: it says so when a text changes, and also after the next run.
  const stale = page.getByTestId('case-diff-stale')
  await expect(stale).toHaveCount(0)
  await page.getByTestId('text-a').fill('something else')
  await expect(stale).toContainText('text A')
  await analyzeAnew(page)
  await expect(stale).toContainText('text A')
})

test('a newer file, one edited by hand and one cut off are explained, and change nothing', async ({
  page,
}) => {
  await open(page, '?lang=en')
  await page.getByTestId('text-a').fill(A)
  await page.getByTestId('text-b').fill(B)
  const { file, bytes } = await save(page)
  await page.getByTestId('text-a').fill('mine')
  const error = page.getByTestId('error')
  const drop = (value: Buffer, testId = 'text-a') =>
    dropFiles(page, testId, [{ name: 'x.m3case.json', bytes: value }])

  await drop(Buffer.from(JSON.stringify({ ...file, version: 2 })))
  await expect(error).toHaveAttribute('data-code', 'case/newer')
  await expect(error).toContainText('newer m3scope')
  await drop(bytes.subarray(0, 3000), 'score-strip') // anywhere on the page
  await expect(error).toHaveAttribute('data-code', 'case/truncated')
  await expectText(page, 'a', 'mine')
  await drop(Buffer.from(bytes.toString('utf8').replace('手机充不进电', '手机充得进电')))
  await expect(error).toHaveAttribute('data-code', 'case/altered')
  await expect(error).toContainText('sides.a.text')
  await expectText(page, 'a', 'mine')

  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByTestId('case-open').click(),
  ])
  await chooser.setFiles({ name: 'notes.json', mimeType: 'application/json', buffer: Buffer.from('{"a":1}') })
  await expect(error).toHaveAttribute('data-code', 'case/not-a-case')
  await expectText(page, 'a', 'mine')

  await drop(Buffer.from(bytes.toString('utf8').replace('手机充不进电', '手机充得进电')))
  await page.getByTestId('case-open-anyway').click()
  await expect(page.getByTestId('case-diff')).toHaveAttribute('data-identical', 'false')
  await expect(page.getByTestId('case-altered')).toContainText('sides.a.text')
  await expectText(page, 'a', A.replace('不', '得'))
})

test('a shared link opens elsewhere with texts and settings; what was edited since stays', async ({
  page,
  browser,
  baseURL,
}) => {
  await open(page, '?lang=en&view=heatmap')
  await page.getByTestId('text-a').fill(A)
  await page.getByTestId('text-b').fill(B)
  await page.getByTestId('mode-all').click()
  await page.getByTestId('case-share').click()
  const url = await page.getByTestId('case-link').inputValue()
  expect(url).toMatch(/\?lang=en&view=heatmap#case=1\./)
  expect(url.length).toBeLessThan(8_000)

  const other = await browser.newContext()
  const there = await other.newPage()
  const asked: string[] = []
  there.on('request', (request) => asked.push(request.url()))
  await there.goto(url)
  await expectText(there, 'a', A)
  await expectText(there, 'b', B)
  await expect(there.getByTestId('mode')).toHaveAttribute('data-value', 'all')
  await expect(there.getByTestId('tab-heatmap')).toBeVisible()
  expect(asked.every((address) => address.startsWith(baseURL!) || address.startsWith('data:'))).toBe(true)
  expect(asked.join(' ')).not.toContain('case=')
  expect(new URL(there.url()).hash).toBe('')
  await analyze(there)
  await there.getByTestId('text-a').fill('edited')
  await there.reload()
  await expectText(there, 'a', 'edited')

  // In an open page, and damaged.
  await there.evaluate((hash) => (location.hash = hash), new URL(url).hash.slice(0, -9))
  await expect(there.getByTestId('error')).toHaveAttribute('data-code', 'case/link-damaged')
  await expectText(there, 'a', 'edited')
  await there.evaluate((hash) => (location.hash = hash), new URL(url).hash)
  await expectText(there, 'a', A)
  await there.getByTestId('undo').click()
  await expectText(there, 'a', 'edited')
  await other.close()
  await phase(page, 'idle')
})
