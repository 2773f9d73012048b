/** Where things are: tabs, earlier addresses, the command palette, the help, the way to bge-m3. */
import type { Page } from '@playwright/test'
import { demoTest, expect, open, ready, test } from './page'

const shown = (page: Page, name: string) => expect(page.getByTestId(`panel-${name}`)).toBeVisible()
const inEditor = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('[data-testid^="text-"]') !== null)

test('tabs: their order, keys, and the actions beside them', async ({ page }) => {
  await open(page, '?lang=en')
  const tabs = page.getByRole('tablist', { name: 'Views' })
  await expect(tabs.getByRole('tab')).toHaveText([
    'Scores',
    'Heatmap',
    'Tokens',
    'Attention',
    'Diagnose',
    'Export',
    'Compare',
    'Validate',
    'Environment',
  ])
  // A list of tabs holds tabs and nothing else.
  await expect(tabs.locator('button:not([role=tab])')).toHaveCount(0)
  await expect(page.getByTestId('debug')).toHaveCount(0)
  await expect(page.getByTestId('paste-open')).toBeVisible()

  await page.getByTestId('tab-scores').click()
  await page.keyboard.press('ArrowRight')
  await shown(page, 'heatmap')
  await page.keyboard.press('End')
  await shown(page, 'environment')
  await page.keyboard.press('Home')
  await shown(page, 'scores')
  await page.keyboard.press('Tab')
  // Tab leaves the list: the next stop is an action beside it.
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).not.toBe('tab')
})

test('every tab is in reach at every width', async ({ page }) => {
  await open(page, '?lang=en')
  for (const width of [390, 768, 1024, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    const away = await page
      .getByRole('tab')
      .evaluateAll((tabs) =>
        tabs
          .map((tab) => tab.getBoundingClientRect())
          .filter(({ left, right, height }) => left < 0 || right > innerWidth || height < 24),
      )
    expect(away, `at ${width}`).toEqual([])
    await expect(page.getByTestId('help')).toBeVisible()
  }
})

test('addresses and test ids of the tab that was two', async ({ page }) => {
  await open(page, '?lang=en&view=vectors')
  await shown(page, 'export')
  await shown(page, 'vectors')
  for (const [section, tab] of [
    ['why', 'diagnose'],
    ['download', 'export'],
    ['endpoint', 'diagnose'],
    ['request', 'export'],
    ['paste', 'diagnose'],
  ] as const) {
    await page.getByTestId('tab-vectors').click()
    await page.getByTestId(`vectors-section-${section}`).click()
    await shown(page, tab)
    await shown(page, 'vectors')
    expect(new URL(page.url()).searchParams.get('section')).toBe(section)
  }
  await page.goBack()
  await shown(page, 'export')

  await open(page, '?lang=en&view=vectors&section=endpoint')
  await shown(page, 'diagnose')
  await expect(page.getByTestId('endpoint-empty')).toBeVisible()
  expect(new URL(page.url()).searchParams.get('view')).toBe('diagnose')
})

test('the section for a pasted request is the dialog’s twin', async ({ page }) => {
  await open(page, '?lang=en&section=paste')
  await page.getByTestId('paste-text').fill('{"inputs":["one","two"]}')
  await expect(page.getByTestId('paste-section')).toHaveAttribute('data-phase', 'read')
  await page.getByTestId('paste-open').click()
  await expect(page.getByTestId('paste-dialog')).toHaveAttribute('data-phase', 'read')
  await expect(page.getByTestId('paste-text')).toHaveCount(1)
  await page.getByTestId('paste-close').click()
  await expect(page.getByTestId('paste-dialog')).toHaveCount(0)
  await page.getByTestId('paste-load').click()
  await expect(page.getByTestId('text-b')).toContainText('two')
})

test('the palette: from the editor, in both languages, and back', async ({ page }) => {
  await open(page, '?lang=zh-CN')
  await page.getByTestId('text-a').click()
  await page.keyboard.type('abc')
  await page.keyboard.press('Control+k')
  const palette = page.getByTestId('palette')
  await expect(palette).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(palette).toHaveCount(0)
  expect(await inEditor(page)).toBe(true)

  await test.step('Chinese words open a view', async () => {
    await page.keyboard.press('Control+k')
    await page.getByTestId('palette-input').fill('热力图')
    await page.keyboard.press('Enter')
    await shown(page, 'heatmap')
    await expect(palette).toHaveCount(0)
  })

  await test.step('English words choose a theme, names of the API a setting', async () => {
    await page.keyboard.press('Control+k')
    await page.getByTestId('palette-input').fill('dark theme')
    await page.keyboard.press('Enter')
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await page.keyboard.press('Control+k')
    await page.getByTestId('palette-input').fill('max_length 8192')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('option-max-length')).toContainText('8192')
  })

  await test.step('a command of another dialog keeps the focus there', async () => {
    await page.keyboard.press('Control+k')
    await page.getByTestId('palette-input').fill('paste a request…')
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('paste-text')).toBeFocused()
    await page.keyboard.press('Escape')
  })

  await test.step('what cannot be run says why and does nothing', async () => {
    await page.keyboard.press('Control+k')
    await page.getByTestId('palette-input').fill('清空 B')
    const command = page.locator('[data-testid=palette-command][data-id=clear-b]')
    await expect(command).toHaveAttribute('aria-disabled', 'true')
    await expect(command).toContainText('已经是空的')
    await page.getByTestId('palette-input').fill('没有这样的命令')
    await expect(page.getByTestId('palette-command')).toHaveCount(0)
    await page.keyboard.press('Control+k')
    await expect(palette).toHaveCount(0)
  })

  await test.step('a button of the header opens it too', async () => {
    await page.getByTestId('palette-open').click()
    await expect(palette).toBeVisible()
    await page.locator('[data-testid=palette-command][data-id=language-en]').click()
    await expect(page.getByTestId('tab-diagnose')).toHaveText('Diagnose')
  })
})

test('the help: keys, glossary, guides', async ({ page }) => {
  await open(page, '?lang=en')
  await page.getByTestId('tab-scores').focus()
  await page.getByTestId('tab-scores').press('?')
  const glossary = page.getByTestId('glossary')
  await expect(glossary).toBeVisible()
  await expect(page.getByTestId('glossary-search')).toBeFocused()
  await expect(page.getByTestId('help-keys')).toContainText('Ctrl+K')
  const all = Number(await glossary.getAttribute('data-count'))
  expect(all).toBeGreaterThan(35)
  await page.getByTestId('glossary-search').fill('lexical')
  await expect(page.getByTestId('glossary-term').first()).toHaveAttribute('data-id', 'lexicalWeights')
  await page.getByTestId('glossary-search').fill('上限')
  await expect(page.getByTestId('glossary-term').first()).toContainText('√(s(A,A) · s(B,B))')
  await page.keyboard.press('Escape')
  await expect(glossary).toHaveCount(0)

  await page.getByTestId('help').click()
  await page.getByTestId('guide-vectorDiffers').locator('summary').click()
  await page.getByTestId('guide-vectorDiffers').getByRole('button').click()
  await shown(page, 'diagnose')
  await expect(glossary).toHaveCount(0)
  // In an editor it is a character.
  await page.getByTestId('text-a').click()
  await page.keyboard.type('why?')
  await expect(page.getByTestId('text-a')).toContainText('why?')
  await expect(glossary).toHaveCount(0)
})

test('pasted vectors of bge-m3’s size lead to bge-m3, and so does a welcome card', async ({ page }) => {
  await open(page, '?lang=en')
  await ready(page)
  await page.getByTestId('welcome-why').click()
  await shown(page, 'diagnose')
  const vector = JSON.stringify(Array.from({ length: 1024 }, (_, at) => Math.sin(at + 1) / 32))
  await page.getByTestId('why-vector').fill(vector)
  await expect(page.getByTestId('load-bge-m3')).toContainText('1024')
  await page.getByTestId('load-bge-m3-open').click()
  await expect(page.getByTestId('advice')).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByTestId('why-vector').fill(JSON.stringify([0.1, 0.2, 0.3]))
  await expect(page.getByTestId('load-bge-m3')).toHaveCount(0)

  await page.getByTestId('paste-open').click()
  await page.getByTestId('paste-text').fill(vector)
  await page.getByTestId('load-bge-m3-open').click()
  await expect(page.getByTestId('advice')).toBeVisible()
  await expect(page.getByTestId('paste-dialog')).toHaveCount(0)
})

demoTest('the badge of the demonstration model leads to bge-m3, and asks no one', async ({ page }) => {
  await open(page, '?lang=en')
  const badge = page.getByRole('button', { name: /demonstration model/ })
  await badge.click()
  const advice = page.getByTestId('advice')
  await expect(advice).toBeVisible()
  await expect(page.getByTestId('advice-file')).toHaveCount(3)
  await expect(advice.locator('[data-source=hub]')).toHaveAttribute('data-best', 'true')
  await advice.locator('[data-id=fp32] input').check()
  await expect(page.getByTestId('advice-local-files')).toContainText('onnx/model.onnx_data')
  await page.getByTestId('advice-mirror').click()
  await expect(page.getByTestId('hub-address')).toHaveValue('BAAI/bge-m3@5617a9f6')
  await expect(page.getByTestId('hub-asks')).toContainText('hf-mirror.com')
  await page.getByTestId('term-link').first().click()
  await expect(page.getByTestId('glossary-term').first()).toHaveAttribute('data-id', 'noise')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('glossary')).toHaveCount(0)
  await page.getByTestId('advice-local').click()
  await expect(page.getByTestId('local-folder')).toBeVisible()
})
