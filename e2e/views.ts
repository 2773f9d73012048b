/**
 * Every view of the page, in an order in which each can begin where the one before ended: photographed by scripts/screenshots.ts, and checked
 * for people who use a keyboard or a screen reader by axe.spec.ts.
 */
import { expect as playwright, type Locator, type Page } from '@playwright/test'
import { analyze, openModelDialog, phase } from './page'

const expect = playwright.configure({ timeout: 60_000 })

export interface View {
  readonly name: string
  /** Brings the view up. */
  readonly open: (page: Page) => Promise<void>
  /** Removes a dialog that would lie over the next view. */
  readonly close?: (page: Page) => Promise<void>
  /** A change of the window closes it, so it is opened again at each width. */
  readonly again?: boolean
}

export type Lang = 'en' | 'zh-CN'

/** Several sentences on both sides, some of them related: a heatmap with a pattern. */
export const TEXTS: Readonly<Record<Lang, { readonly a: string; readonly b: string }>> = {
  en: {
    a: 'My phone does not charge. I already tried another cable. Can I return it for a refund?',
    b: 'Dust in the USB port can keep a phone from charging; clean it with a soft brush. If it still does not charge, try another cable or power adapter. To return an item, apply within 7 days of delivery. The refund goes back to your card in 3 days.',
  },
  'zh-CN': {
    a: '手机充不进电了，怎么办？我换过线了，还是不行。能不能直接退货退款？',
    b: 'USB 接口有灰尘会导致无法充电，请用软毛刷清理。如果仍然充不进电，请更换数据线或充电头再试。退货请在签收后 7 天内申请。退款会在 3 天内原路退回。',
  },
}

const DIALOGUE = [
  '2026-02-07 16:43:16 user_10086',
  '手机充不进电了，怎么办？',
  '2026-02-07 16:44:05 客服小王',
  '请问充电口的灯亮吗？',
  '2026-02-07 16:44:55 user_10086',
  '不亮，我换过线了。',
].join('\n')

const CURL = `curl http://localhost:8000/v1/embeddings -H 'Authorization: Bearer sk-secret' -H 'Content-Type: application/json' -d '{"model":"bge-m3","input":["query: How do I get a refund?","Refunds take 3 days."],"dimensions":256}'`

const done = (place: Locator) => expect(place).toHaveAttribute('data-phase', 'done', { timeout: 180_000 })
const click = (page: Page, testId: string) => page.getByTestId(testId).first().click()
const overlays = (page: Page) =>
  page.locator('.ant-modal, .ant-drawer-open, .ant-popover').filter({ visible: true })
/** A dialog that is still on its way in does not hear the key. */
const escape = async (page: Page) => {
  await expect(overlays(page).first()).toBeVisible()
  await expect(async () => {
    await page.keyboard.press('Escape')
    await expect(overlays(page)).toHaveCount(0, { timeout: 2000 })
  }).toPass({ timeout: 60_000 })
}

const tab = (name: string, then: (page: Page) => Promise<void> = async () => undefined): View => ({
  name,
  async open(page) {
    await click(page, `tab-${name}`)
    await then(page)
  },
})

const score = (name: string, testId: string): View => ({
  name,
  async open(page) {
    await click(page, 'tab-scores')
    await click(page, testId)
  },
})

const section = (name: string, then: (page: Page) => Promise<void> = async () => undefined): View => ({
  name: `vectors-${name}`,
  async open(page) {
    await click(page, 'tab-vectors')
    await click(page, `vectors-section-${name}`)
    await then(page)
  },
})

const dialog = (name: string, open: View['open']): View => ({ name, open, close: escape })

const picker = (name: 'site' | 'hub' | 'local' | 'stored'): View =>
  dialog(`models-${name}`, (page) => openModelDialog(page, name))

const popover = (name: string, open: View['open']): View => ({ ...dialog(name, open), again: true })

export const VIEWS: readonly View[] = [
  { name: 'empty', open: async (page) => expect(page.getByTestId('welcome-dialog')).toBeVisible() },
  {
    name: 'scores',
    async open(page) {
      const lang = (await page.locator('html').getAttribute('lang')) as Lang
      for (const side of ['a', 'b'] as const) await page.getByTestId(`text-${side}`).fill(TEXTS[lang][side])
      await analyze(page)
    },
  },
  score('scores-dense', 'score-dense'),
  score('scores-sparse', 'score-sparse'),
  score('scores-colbert', 'score-colbert'),
  score('scores-all', 'score-colbert+sparse+dense'),
  tab('heatmap', async (page) => {
    await analyze(page)
    await done(page.getByTestId('heatmap-status'))
    await page.getByTestId('heatmap').focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'Enter']) await page.keyboard.press(key)
    await done(page.getByTestId('anatomy'))
    await page.getByTestId('heatmap').blur() // the card of the cell would lie over the map
  }),
  ...(['sparse', 'dense', 'colbert'] as const).map((head): View => ({
    name: `heatmap-${head}`,
    again: true,
    async open(page) {
      await click(page, `anatomy-tab-${head}`)
      await expect(page.getByTestId('anatomy-tab')).toHaveAttribute('data-value', head)
    },
  })),
  {
    name: 'tokens',
    async open(page) {
      await click(page, 'tab-tokens')
      await expect(page.getByTestId('token').first()).toBeVisible()
    },
  },
  tab('attention', async (page) => {
    await analyze(page)
    await done(page.getByTestId('attention-status'))
    await expect(page.getByTestId('attention-token').first()).toBeVisible()
  }),
  ...(['heads', 'matrix', 'similarity'] as const).map((part): View => ({
    name: `attention-${part}`,
    async open(page) {
      await click(page, `attention-view-${part}`)
      await expect(page.getByTestId('attention-view')).toHaveAttribute('data-value', part)
    },
  })),
  section('download'),
  section('request'),
  section('endpoint'),
  section('paste'),
  section('why', async (page) => {
    await click(page, 'why-example')
    await done(page.getByTestId('why-status'))
  }),
  tab('compare', async (page) => {
    await click(page, 'compare-choose')
    await click(page, 'picker-tab-site')
    await page.getByTestId('model-dialog').getByTestId('model-choice-tiny').click()
    await click(page, 'model-load')
    await click(page, 'compare-run')
    await done(page.getByTestId('compare-status'))
  }),
  tab('validate', async (page) => expect(page.getByTestId('validate-example')).toBeVisible()),
  {
    name: 'validate-done',
    async open(page) {
      await click(page, 'validate-example')
      await expect(page.getByTestId('validate-run')).toBeEnabled()
      await click(page, 'validate-run')
      await done(page.getByTestId('validate-status'))
      await expect(page.getByTestId('validate-panels')).toBeVisible()
    },
  },
  ...(['fusion', 'production'] as const).map((side): View => ({
    name: `validate-${side}`,
    async open(page) {
      await click(page, `validate-side-${side}`)
      await expect(page.getByTestId(`validate-${side}`)).toBeVisible()
    },
  })),
  {
    name: 'validate-columns',
    async open(page) {
      await click(page, 'validate-details')
      await expect(page.getByTestId('validate-columns')).toBeVisible()
    },
    close: (page) => click(page, 'validate-details'),
  },
  {
    name: 'validate-row',
    async open(page) {
      await click(page, 'validate-row')
      // On a phone the details are a sheet.
      const sheet = page.getByTestId('validate-pair-details')
      if (await sheet.first().isVisible()) await sheet.first().click()
      await expect(page.getByTestId('validate-why').first()).toBeVisible()
    },
    async close(page) {
      if ((await overlays(page).count()) > 0) await escape(page)
    },
  },
  tab('environment', async (page) => {
    await click(page, 'certificate-run')
    await done(page.getByTestId('certificate'))
  }),
  picker('site'),
  picker('hub'),
  picker('local'),
  picker('stored'),
  dialog('rules', (page) => click(page, 'rules-open-a')),
  dialog('paste', async (page) => {
    await click(page, 'paste-open')
    await page.getByTestId('paste-text').fill(CURL)
    await expect(page.getByTestId('paste-dialog')).toHaveAttribute('data-phase', 'read')
  }),
  dialog('cases', async (page) => {
    await click(page, 'cases')
    await click(page, 'cases-save-now')
    await expect(page.getByTestId('case-row')).toHaveCount(1)
  }),
  popover('share', async (page) => {
    await click(page, 'case-share')
    await expect(page.getByTestId('case-link-ready')).toBeVisible()
  }),
  popover('option-weights', (page) => click(page, 'option-weights')),
  popover('options-more', (page) => click(page, 'options-more')),
  popover('dialogue-chip', async (page) => {
    if ((await page.getByTestId('dialogue-chip-a').count()) === 0)
      await page.getByTestId('text-a').fill(DIALOGUE)
    await click(page, 'dialogue-chip-a')
    await expect(page.getByTestId('dialogue-details-a')).toBeVisible()
  }),
  dialog('palette', async (page) => {
    await page.keyboard.press('Control+k')
    await expect(page.getByTestId('palette-command').first()).toBeVisible()
  }),
  dialog('help', async (page) => {
    await page.getByTestId('help').click()
    await expect(page.getByTestId('glossary')).toBeVisible()
  }),
  {
    name: 'stale',
    async open(page) {
      await click(page, 'tab-scores')
      await page.getByTestId('text-a').press('Control+End')
      await page.getByTestId('text-a').press('!')
      await expect(page.getByTestId('stale')).toBeVisible()
    },
  },
  {
    name: 'error',
    async open(page) {
      await page.getByTestId('text-a').fill('')
      await click(page, 'analyze')
      await phase(page, 'failed')
    },
  },
]
