import { describe, expect, it } from 'vitest'
import { OPTIONS } from '../../../cli/describe/options'
import { caseSettings, pageSettings } from '../../../src/core/settings/in-case'
import { defaultSettings, readSettings } from '../../../src/core/settings/schema'
import { SETTING_NAMES, SETTINGS } from '../../../src/core/settings/table'
import { settingsSchema as caseSchema } from '../../../src/formats/case/schema'
import { app as en } from '../../../src/i18n/en/app'
import { app as zh } from '../../../src/i18n/zh-CN/app'

const wordsAt = (dictionary: object, key: string): unknown =>
  key
    .split('.')
    .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], dictionary)

describe('the table of settings', () => {
  it.each(SETTING_NAMES)('%s: the default is a value that it takes', (name) => {
    expect(SETTINGS[name].schema.safeParse(defaultSettings[name]).success).toBe(true)
  })

  it.each(SETTING_NAMES.filter((name) => SETTINGS[name].words !== null))('%s has words', (name) => {
    expect(wordsAt(en, SETTINGS[name].words!)).toBeTypeOf('string')
    expect(wordsAt(zh, SETTINGS[name].words!)).toBeTypeOf('string')
  })

  it.each(SETTING_NAMES.filter((name) => SETTINGS[name].flag !== null))(
    '%s names an option that the command line has',
    (name) => {
      expect(Object.values(OPTIONS).map((option): string => option.flag)).toContain(SETTINGS[name].flag)
    },
  )

  it('has every setting of a case file, and no other', () => {
    const made = caseSettings(defaultSettings)
    expect(caseSchema.parse(made)).toEqual(made)
    expect(Object.keys(made).sort()).toEqual(Object.keys(caseSchema.shape).sort())
  })

  it('brings back from a case what was put into it, and nothing of this machine', () => {
    const settings = {
      ...defaultSettings,
      mode: 'all',
      weights: { dense: 0.4, sparse: 0.2, colbert: 0.5 },
      maxLength: 99,
      tokenizerMode: 'hf5',
      prefix: 'query: ',
      normalize: false,
      truncateDim: 256,
      activations: 'faithful',
      arithmetic: 'avx2',
      metadata: 'out',
      threads: 3,
      theme: 'dark',
    } as const
    const { threads, theme, ...brought } = settings
    const back = pageSettings(caseSettings(settings), settings)
    expect(back).toMatchObject({
      ...Object.fromEntries(Object.keys(back).map((key) => [key, brought[key as keyof typeof brought]])),
    })
    expect(Object.keys(back)).toHaveLength(11)
    expect(threads).toBe(3)
    expect(theme).toBe('dark')
  })

  it('exact sums are not written, so that a case from before the choice is the same case', () => {
    const exact = caseSettings(defaultSettings)
    expect(JSON.stringify(exact)).not.toContain('arithmetic')
    const now = { ...defaultSettings, arithmetic: 'avx2' } as const
    expect(pageSettings(exact, now).arithmetic).toBe('exact')
  })

  it('reads what was stored field by field', () => {
    expect(readSettings(null)).toEqual(defaultSettings)
    expect(readSettings({ maxLength: 2, prefix: 'p', weights: { dense: 0, sparse: 0, colbert: 1 } })).toEqual(
      {
        ...defaultSettings,
        prefix: 'p',
      },
    )
  })
})
