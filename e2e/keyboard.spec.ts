/** Without a pointer: a whole journey, a focus that is seen everywhere, no motion for those who asked for none. */
import type { Page } from '@playwright/test'
import { expect, open, phase, ready, test } from './page'
import { VIEWS } from './views'

const TEXT = '手机充不进电了，怎么办？我换过线了，还是不行！能不能直接退货？'

/** Whether the focus is on the element with this test id, on what it stands in, or inside of it. */
const isAt = (page: Page, testId: string) =>
  page.evaluate((name) => {
    const focused = document.activeElement!
    const place = [...document.querySelectorAll(`[data-testid="${name}"]`)]
    const isControl = focused.matches('button, a, input, [role=tab]')
    return place.some((one) => one.contains(focused) || (isControl && focused.contains(one)))
  }, testId)

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, testId: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let pressed = 0; pressed < 80; pressed++) {
    if (await isAt(page, testId)) return
    await page.keyboard.press(key)
  }
  expect(await isAt(page, testId), `${key} reaches ${testId}`).toBe(true)
}

test('a whole journey by keyboard', async ({ page, context }) => {
  test.setTimeout(180_000)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, '?lang=en')
  await ready(page)
  const { keyboard } = page

  await test.step('paste into A, Tab to B, Ctrl+Enter', async () => {
    await page.evaluate((text) => navigator.clipboard.writeText(text), TEXT)
    await tabTo(page, 'text-a')
    await keyboard.press('Control+v')
    await keyboard.press('Tab') // Tab leaves an editor
    expect(await isAt(page, 'text-a')).toBe(false)
    await tabTo(page, 'text-b')
    await keyboard.insertText('退货需在签收后7天内申请。USB接口有灰尘会导致无法充电。')
    await keyboard.press('Control+Enter')
    await phase(page, 'done')
    await expect(page.getByTestId('score-dense')).toHaveAttribute('data-value', /\d/)
  })

  await test.step('a score opens its breakdown', async () => {
    await tabTo(page, 'score-sparse')
    await keyboard.press('Enter')
    await expect(page.getByTestId('breakdown-sparse')).toBeVisible()
  })

  await test.step('the tabs, the heatmap, a cell, and back', async () => {
    await tabTo(page, 'tab-scores')
    await keyboard.press('ArrowRight')
    await expect(page.getByTestId('panel-heatmap')).toBeVisible()
    await keyboard.press('Control+Enter')
    await expect(page.getByTestId('heatmap-status')).toHaveAttribute('data-phase', 'done')
    await phase(page, 'done')
    await tabTo(page, 'heatmap')
    await keyboard.press('ArrowDown')
    await keyboard.press('Enter')
    await expect(page.getByTestId('anatomy')).toHaveAttribute('data-phase', 'done')
    await keyboard.press('Escape')
    await expect(page.getByTestId('anatomy')).toHaveCount(0)
    expect(await isAt(page, 'heatmap')).toBe(true)
  })

  await test.step('every other tab', async () => {
    await tabTo(page, 'tab-heatmap', 'Shift+Tab')
    for (const name of ['tokens', 'attention', 'diagnose', 'export', 'compare', 'validate', 'environment']) {
      await keyboard.press('ArrowRight')
      await expect(page.getByTestId(`panel-${name}`)).toBeVisible()
      await expect.poll(() => isAt(page, `tab-${name}`)).toBe(true)
    }
  })

  await test.step('tokens are walked with arrows', async () => {
    for (const name of ['validate', 'compare', 'export', 'diagnose', 'attention', 'tokens']) {
      await keyboard.press('ArrowLeft')
      await expect(page.getByTestId(`panel-${name}`)).toBeVisible()
      await expect.poll(() => isAt(page, `tab-${name}`)).toBe(true)
    }
    await tabTo(page, 'token')
    await keyboard.press('Home')
    await keyboard.press('ArrowRight')
    await keyboard.press('Enter')
    await expect(page.getByTestId('token').and(page.locator('[data-pinned=true]')).first()).toBeFocused()
    await keyboard.press('Escape')
    await expect(page.getByTestId('token').and(page.locator('[data-pinned=true]'))).toHaveCount(0)
  })

  for (const [button, opened] of [
    ['model-status', 'model-open'],
    ['cases', 'cases-save-now'],
    ['help', 'glossary'],
    ['rules-open-a', 'rules-dialog'],
    ['options-more', 'option-prefix'],
    ['option-max-length', 'max-length-custom'],
  ] as const)
    await test.step(`${button}: opens, holds the focus, gives it back`, async () => {
      await page.evaluate(() => (document.activeElement as HTMLElement).blur())
      await tabTo(page, button)
      await keyboard.press('Enter')
      await expect(page.getByTestId(opened)).toBeVisible()
      await expect.poll(() => isAt(page, button)).toBe(false)
      await keyboard.press('Escape')
      await expect(page.getByTestId(opened)).toBeHidden()
      await expect.poll(() => isAt(page, button)).toBe(true)
    })

  await test.step('the palette switches the language, and Escape leaves it', async () => {
    await keyboard.press('Control+k')
    await expect(page.getByTestId('palette-command').first()).toBeVisible()
    await keyboard.press('Escape')
    await expect(page.getByTestId('palette')).toHaveCount(0)
    await expect.poll(() => isAt(page, 'option-max-length')).toBe(true)
    await keyboard.press('Control+k')
    await expect(page.getByTestId('palette-command').first()).toBeVisible()
    await keyboard.type('中文')
    const chosen = page.locator('[data-testid=palette-command][aria-selected=true]')
    for (let down = 0; down < 20; down++) {
      if ((await chosen.getAttribute('data-id')) === 'language-zh-CN') break
      await keyboard.press('ArrowDown')
    }
    await keyboard.press('Enter')
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  })
})

/** Elements that Tab reaches, and that look the same with the focus as without. Those of one class are looked at once. */
async function unseen(page: Page): Promise<string[]> {
  await page.keyboard.press('Shift') // from now on the browser shows a focus that a script sets
  return page.evaluate(async () => {
    const STYLES = ['outlineStyle', 'outlineWidth', 'boxShadow', 'borderColor', 'backgroundColor'] as const
    /** A control may show its focus itself, or what it stands in does: a field's frame, a segment around its radio button. */
    const look = (element: HTMLElement) => {
      const around = [element, element.parentElement!, element.parentElement!.parentElement!]
      const chosen = element.querySelector('[aria-selected=true]') // a list shows it at what is chosen in it
      // An editor's frame is its section.
      const parts = [
        ...around,
        element.nextElementSibling ?? element,
        chosen ?? element,
        element.closest('section') ?? element,
      ]
      return parts
        .flatMap((one) => ['', '::before', '::after'].map((pseudo) => getComputedStyle(one, pseudo || null)))
        .map((style) => STYLES.map((name) => style[name]).join(' '))
        .join('\n')
    }
    /** The editor hears of the focus a moment later. */
    const settled = (one: HTMLElement) =>
      new Promise((then) => requestAnimationFrame(() => setTimeout(then, one.isContentEditable ? 200 : 0)))
    const dialogs = [...document.querySelectorAll<HTMLElement>('[role=dialog]')].filter(
      (one) => one.offsetWidth > 0,
    )
    const root = dialogs.at(-1) ?? document.body
    const seen = new Set<string>()
    const all = [
      ...root.querySelectorAll<HTMLElement>(
        'a[href], button:enabled, input:enabled, textarea, select, summary, [tabindex="0"], [contenteditable="true"]',
      ),
    ].filter((one) => {
      const kind = `${one.tagName} ${one.className} ${(one as HTMLInputElement).type}`
      if (one.tabIndex < 0 || !one.checkVisibility() || seen.has(kind)) return false
      return seen.add(kind)
    })
    const found: string[] = []
    const before = document.activeElement as HTMLElement
    before.blur()
    for (const one of all) {
      if (!one.isConnected) continue
      await settled(one)
      const without = look(one)
      one.focus()
      await settled(one)
      if (document.activeElement === one && look(one) === without) found.push(one.outerHTML.slice(0, 200))
      ;(document.activeElement as HTMLElement).blur() // a list passes the focus on
    }
    before.focus()
    return found
  })
}

test('the focus is seen in every view', async ({ page }) => {
  test.setTimeout(360_000)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(page, '?lang=en')
  await ready(page)
  for (const view of VIEWS)
    await test.step(view.name, async () => {
      await view.open(page)
      // What closes with a change of the focus is seen by axe.spec.ts and the journey above.
      if (!view.again || view.close === undefined)
        expect.soft(await unseen(page), `${view.name}: focus without a sign`).toEqual([])
      await view.close?.(page)
    })
})

test('reduced motion: nothing moves while dialogs, drawers and menus open', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.addInitScript(() => {
    const moved: string[] = []
    Object.assign(globalThis, { moved })
    const look = () => {
      for (const animation of document.getAnimations()) {
        const length = Number(animation.effect?.getComputedTiming().activeDuration ?? 0)
        const target = (animation.effect as KeyframeEffect | null)?.target as HTMLElement | null
        if (length > 1) moved.push(`${target?.tagName}.${target?.className}: ${length} ms`)
      }
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await open(page, '?lang=en')
  await ready(page)
  await page.getByTestId('welcome-dialog').click()
  await phase(page, 'done')
  for (const [button, opened] of [
    ['model-status', 'model-open'],
    ['cases', 'cases-save-now'],
    ['help', 'glossary'],
    ['paste-open', 'paste-text'],
    ['theme', 'theme-dark'],
    ['options-more', 'option-prefix'],
  ] as const) {
    await page.getByTestId(button).click()
    await expect(page.getByTestId(opened)).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(page.getByTestId(opened)).toBeHidden()
  }
  for (const name of ['heatmap', 'tokens', 'attention', 'export', 'scores'])
    await page.getByTestId(`tab-${name}`).click()
  expect(await page.evaluate(() => (globalThis as unknown as { moved: string[] }).moved)).toEqual([])
})
