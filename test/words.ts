/// <reference types="vite/client" />
/** All words of the page, loaded before a test begins. */
import { i18next, startI18n, type Language, type WordLoaders } from '../src/i18n'

type Loaders = Record<string, () => Promise<Record<string, object>>>
const features = import.meta.glob('../src/features/*/words/*.ts') as Loaders
const shared = import.meta.glob('../src/i18n/{en,zh-CN}/{app,common,details,errors,options}.ts') as Loaders

/** Of the features, by namespace: the name of their folders. */
export const WORDS: Readonly<Record<string, WordLoaders>> = {
  ...Object.fromEntries(
    [...new Set(Object.keys(features).map((path) => path.split('/').at(-3)!))].map((name) => [
      name,
      loadersOf((language) => features[`../src/features/${name}/words/${language}.ts`]!),
    ]),
  ),
}

export const SHARED = ['app', 'common', 'details', 'errors', 'options']

function loadersOf(of: (language: Language) => () => Promise<Record<string, object>>): WordLoaders {
  return { en: () => of('en')(), 'zh-CN': () => of('zh-CN')() }
}

/** The dictionaries of one language by namespace. */
export async function dictionaries(language: Language): Promise<Record<string, object>> {
  const named = Object.keys(WORDS).map(async (name) => [name, (await WORDS[name]![language]())[name]!])
  const common = SHARED.map(async (name) => [
    name,
    (await shared[`../src/i18n/${language}/${name}.ts`]!())[name]!,
  ])
  return Object.fromEntries(await Promise.all([...named, ...common])) as Record<string, object>
}

/** Every namespace, so that no component suspends. */
export async function startWords(language: Language): Promise<void> {
  await startI18n(language, WORDS, [...Object.keys(WORDS), ...SHARED])
}

export { i18next }
