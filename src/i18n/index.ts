/**
 * UI text. Each feature has its words in words/en.ts and words/zh-CN.ts, loaded with it and in one language only; what all
 * share lies here. English is the shape that Chinese must have (checked by the type `Dictionary`). `?lang=en|zh-CN` wins,
 * then the user's saved choice, then the browser's language, then Chinese.
 */
import i18next from 'i18next'
import resourcesToBackend from 'i18next-resources-to-backend'
import { initReactI18next } from 'react-i18next'
import type { app } from './en/app'
import type { common } from './en/common'
import type { details } from './en/details'
import type { errors } from './en/errors'
import type { options } from './en/options'

export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

/** The dictionaries by namespace. A feature adds its own (`declare module`); the namespace is its name. */
export interface Words {
  app: typeof app
  common: typeof common
  details: typeof details
  errors: typeof errors
  options: typeof options
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'app'
    resources: Words
  }
}

/** A module that exports the dictionary under the namespace's name. */
export type WordLoaders = Readonly<Record<Language, () => Promise<Readonly<Record<string, object>>>>>

const SHARED: Readonly<Record<string, WordLoaders>> = {
  app: { en: () => import('./en/app'), 'zh-CN': () => import('./zh-CN/app') },
  common: { en: () => import('./en/common'), 'zh-CN': () => import('./zh-CN/common') },
  details: { en: () => import('./en/details'), 'zh-CN': () => import('./zh-CN/details') },
  errors: { en: () => import('./en/errors'), 'zh-CN': () => import('./zh-CN/errors') },
  options: { en: () => import('./en/options'), 'zh-CN': () => import('./zh-CN/options') },
}

export function pickLanguage(search: string, saved: string | null, browser: readonly string[]): Language {
  const asked = new URLSearchParams(search).get('lang')
  const isLanguage = (value: string | null): value is Language => LANGUAGES.includes(value as Language)
  if (isLanguage(asked)) return asked
  if (isLanguage(saved)) return saved
  const first = browser.find((tag) => /^(zh|en)\b/i.test(tag))
  return first?.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
}

/**
 * @param words loaders of the features, by namespace
 * @param first namespaces that the page needs before it is drawn; the others come with the components that use them
 */
export async function startI18n(
  language: Language,
  words: Readonly<Record<string, WordLoaders>>,
  first: readonly string[],
): Promise<void> {
  const loaders = { ...SHARED, ...words }
  const load = async (language: string, namespace: string): Promise<object> => {
    const dictionary = await loaders[namespace]?.[language as Language]()
    if (dictionary?.[namespace] === undefined) throw new Error(`No words: ${namespace}, ${language}.`)
    return dictionary[namespace]
  }
  await i18next
    .use(resourcesToBackend(load))
    .use(initReactI18next)
    .init({
      lng: language,
      supportedLngs: LANGUAGES,
      fallbackLng: false, // both languages are whole: another one would only be loaded in vain
      load: 'currentOnly',
      ns: [...first],
      defaultNS: 'app',
      interpolation: { escapeValue: false }, // React escapes
      returnNull: false,
    })
}

export { i18next }
