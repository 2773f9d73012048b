/**
 * UI text. One file per namespace and language; English is the shape that Chinese must have (checked by the type
 * `Dictionary`). `?lang=en|zh-CN` wins, then the user's saved choice, then the browser's language, then Chinese.
 */
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en'
import { zhCN } from './zh-CN'

export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: typeof en
  }
}

export function pickLanguage(search: string, saved: string | null, browser: readonly string[]): Language {
  const asked = new URLSearchParams(search).get('lang')
  const isLanguage = (value: string | null): value is Language => LANGUAGES.includes(value as Language)
  if (isLanguage(asked)) return asked
  if (isLanguage(saved)) return saved
  const first = browser.find((tag) => /^(zh|en)\b/i.test(tag))
  return first?.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
}

export async function startI18n(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    defaultNS: 'app',
    resources: { en, 'zh-CN': zhCN },
    interpolation: { escapeValue: false }, // React escapes
    returnNull: false,
  })
}

export { i18next }
