/** Vectors taken away: what is downloaded is what the page shows. */
import { readFileSync } from 'node:fs'
import type { Download, Page } from '@playwright/test'
import { vectorsSchema } from '../src/formats/export/schema'
import { analyze, demoTest, expect, open, readScores, ready, test } from './page'

const A = '显示器缺货怎么退款？可以换货吗？'
const B = '您购买的显示器目前缺货，可以申请退款。'

async function downloaded(page: Page, testId: string): Promise<{ file: Download; text: string }> {
  const waiting = page.waitForEvent('download')
  await page.getByTestId(testId).click()
  const file = await waiting
  return { file, text: readFileSync(await file.path(), 'utf8') }
}

const dot = (one: readonly number[], other: readonly number[]) =>
  one.reduce((sum, value, k) => sum + value * other[k]!, 0)

demoTest(
  'downloads: at once from any tab, then Qdrant with ColBERT, a cut, sentences, findings',
  async ({ page }) => {
    await open(page, '?lang=en')
    await page.getByTestId('text-a').fill(A)
    await page.getByTestId('text-b').fill(B)

    await test.step('one click, before anything was analysed: JSON of both texts', async () => {
      await expect(page.getByTestId('download-vectors')).toHaveCount(1)
      const { file, text } = await downloaded(page, 'download-vectors')
      expect(file.suggestedFilename()).toMatch(/^m3scope-vectors-\d{4}-\d\d-\d\d\.json$/)
      const { records, identity, is_demo } = vectorsSchema.parse(JSON.parse(text))
      expect(is_demo).toBe(true)
      expect(identity.model_hash).toMatch(/^[0-9a-f]{64}$/)
      expect(records.map(({ id, text: of }) => [id, of])).toEqual([
        ['A', A],
        ['B', B],
      ])
      await ready(page)
      await analyze(page)
      const scores = await readScores(page)
      const [a, b] = records as [(typeof records)[0], (typeof records)[0]]
      expect(dot(a.dense_vecs as number[], b.dense_vecs as number[])).toBeCloseTo(scores.dense, 6)
      const [weightsA, weightsB] = [a, b].map((one) => one.lexical_weights as Record<string, number>)
      const sparse = Object.entries(weightsA!).reduce(
        (sum, [id, weight]) => sum + weight * (weightsB![id] ?? 0),
        0,
      )
      expect(sparse).toBeCloseTo(scores.sparse, 6)
      expect(a).not.toHaveProperty('colbert_vecs')
    })

    await page.getByTestId('tab-export').click()
    const size = async () => Number(await page.getByTestId('export-size').getAttribute('data-bytes'))

    await test.step('the size is shown before: ColBERT’s too, while it is off', async () => {
      const colbert = Number(await page.getByTestId('export-size-colbert').getAttribute('data-bytes'))
      const before = await size()
      expect(colbert).toBeGreaterThan(before)
      await page.getByTestId('export-head-colbert').click()
      await expect.poll(size).toBeCloseTo(before + colbert, -1)
    })

    await test.step('Qdrant: max_sim is a sum over the query’s rows; the preview is the file', async () => {
      await page.getByTestId('export-target-qdrant').click()
      await page.getByTestId('export-name').fill('docs')
      const estimated = await size()
      await expect(page.getByTestId('export-preview')).toContainText('"collection_name":"docs"')
      const preview = await page.getByTestId('export-preview').textContent()
      const { text } = await downloaded(page, 'export-run')
      const withoutTime = (one: string) => one.replace(/"created":"[^"]*"/, '')
      expect(withoutTime(text)).toContain(withoutTime(preview!).slice(0, 1_900))
      expect(Math.abs(text.length / estimated - 1)).toBeLessThan(0.2)
      const { collection, points } = JSON.parse(text)
      expect(collection.vectors.colbert.multivector_config).toEqual({ comparator: 'max_sim' })
      const [query, passage] = points.map(({ vector }: { vector: { colbert: number[][] } }) => vector.colbert)
      const sum = query.reduce(
        (total: number, row: number[]) =>
          total + Math.max(...passage.map((other: number[]) => dot(row, other))),
        0,
      )
      expect(sum / query.length).toBeCloseTo((await readScores(page)).colbert, 5)
      await expect(page.getByTestId('export-status')).toHaveAttribute('data-phase', 'done')
      await expect(
        page.getByTestId('export-finding').and(page.locator('[data-code=demo-model]')),
      ).toBeVisible()
    })

    await test.step('cut to 256 beside the whole, per sentence; choices survive a reload', async () => {
      await page.getByTestId('export-target-json').click()
      await page.getByTestId('export-unit-both').click()
      await page.getByTestId('export-dimension-256').click()
      await page.reload()
      await ready(page)
      await expect(page.getByTestId('export-dimension')).toHaveAttribute('data-value', '256')
      const { text } = await downloaded(page, 'download-vectors')
      const { records, settings } = vectorsSchema.parse(JSON.parse(text))
      expect(settings).toEqual({ heads: ['dense', 'sparse', 'colbert'], dimension: 256 })
      expect(records.map(({ id }) => id)).toEqual(['A', 'A1', 'A2', 'B', 'B1'])
      for (const { dense_vecs, dense_vecs_full, range, text: of, side } of records) {
        const [cut, whole] = [dense_vecs as number[], dense_vecs_full as number[]]
        const norm = Math.hypot(...whole.slice(0, 256))
        cut.forEach((value, k) => expect(value).toBeCloseTo(whole[k]! / norm, 6))
        expect(cut).toHaveLength(256)
        expect((side === 'a' ? A : B).slice(range![0], range![1])).toBe(of)
      }
    })

    await test.step('a name that the database refuses: no file, the reason, and the way out', async () => {
      await page.getByTestId('export-target-milvus').click()
      await page.getByTestId('export-name').fill('not a name')
      await page.getByTestId('tab-scores').click()
      await page.getByTestId('download-vectors').click()
      // It leads to where the reason stands.
      const finding = page.getByTestId('export-finding').and(page.locator('[data-severity=error]'))
      await expect(finding).toHaveAttribute('data-code', 'name-invalid')
      await expect(page.getByTestId('export-status')).toHaveAttribute('data-phase', 'refused')
      await page.getByTestId('export-name').fill('docs')
      const { text } = await downloaded(page, 'export-run')
      expect(JSON.parse(text).rows).toHaveLength(5)
      const setup = JSON.parse((await downloaded(page, 'export-setup')).text)
      expect(setup.collectionName).toBe('docs')
    })
  },
)
