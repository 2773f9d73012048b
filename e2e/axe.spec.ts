/** axe-core finds nothing in any view, in both languages and themes, on a wide window and on a phone. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, open, ready, test } from './page'
import { VIEWS, type View } from './views'

test.describe.configure({ mode: 'parallel' })

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe-core finds, a line for each element. */
async function findings(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Legacy mode: no second page for each result. The page has no frames.
  const builder = new AxeBuilder({ page }).setLegacyMode(true)
  const { violations } = await builder
    .options({
      resultTypes: ['violations'],
      runOnly: rules ? { type: 'rule', values: [...rules] } : { type: 'tag', values: TAGS },
    })
    .analyze()
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ target, html, failureSummary }) =>
      [id, impact, target.join(' '), html.slice(0, 160), failureSummary?.split('\n').slice(1).join(';')].join(
        ' | ',
      ),
    ),
  )
}

/** Opens every view, one after the other. */
async function walk(page: Page, views: readonly View[], check: (view: View) => Promise<void>) {
  for (const view of views)
    await test.step(view.name, async () => {
      // On a phone the anatomy lies over the other views.
      if (!view.name.startsWith('heatmap') && (await page.getByTestId('anatomy').count()) > 0)
        await page.getByTestId('anatomy-close').click()
      await view.open(page)
      await check(view)
      await view.close?.(page)
    })
}

// Both languages, both themes, both widths, at the cost of two walks: what depends on one of them alone is its words or its
// colours, and these are looked at in every walk.
for (const [lang, theme, other, width, height] of [
  ['en', 'light', 'dark', 1440, 900],
  ['zh-CN', 'dark', 'light', 390, 844],
] as const)
  test(`every view, ${lang}, ${width} px, and its colours in both themes`, async ({ page }) => {
    test.setTimeout(360_000)
    await page.setViewportSize({ width, height })
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await open(page, `?lang=${lang}`)
    await ready(page)
    await walk(page, VIEWS, async ({ name }) => {
      // On a phone the tabs stay in sight over what scrolls: what lies under them is reached by scrolling, not too small.
      await page.evaluate(() => window.scrollTo(0, 0))
      expect.soft(await findings(page), `${name}, ${theme}`).toEqual([])
      await page.emulateMedia({ colorScheme: other })
      await expect(page.locator('html')).toHaveAttribute('data-theme', other)
      // Only colours depend on the theme.
      expect.soft(await findings(page, ['color-contrast']), `${name}, ${other}`).toEqual([])
      await page.emulateMedia({ colorScheme: theme })
    })
  })
