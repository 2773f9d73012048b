/** Converts settings between the page and case files or share links, as the table of settings defines it. */
import type { CaseSettings } from '../../formats/case/schema'
import { SETTING_NAMES, SETTINGS, type Settings } from './table'

/**
 * The settings that a case file stores in its `settings`: name on the page, key in the file, and the conversion of
 * the value.
 */
const IN_SETTINGS = SETTING_NAMES.flatMap((name) => {
  const { inCase } = SETTINGS[name]
  if (inCase?.among !== 'settings') return []
  // `write` accepts only the values of its own row. The compiler cannot infer this for a list of rows, hence the
  // cast.
  return [{ name, key: inCase.name, write: inCase.write as (value: unknown) => unknown, read: inCase.read }]
})
/** The settings that a case file stores at its top level, under the page's name. */
const TOP_LEVEL = SETTING_NAMES.filter((name) => SETTINGS[name].inCase?.among === 'case')

/** The page's settings in the form of a case file. */
export const caseSettings = (settings: Settings): CaseSettings =>
  Object.fromEntries(IN_SETTINGS.map(({ name, key, write }) => [key, write(settings[name])])) as CaseSettings

/**
 * The page's settings from a case file. Model, threads and provider are not among them, because they belong to the
 * machine.
 */
export const pageSettings = (
  settings: CaseSettings,
  topLevel: Pick<Settings, 'prefix' | 'metadata'>,
): Partial<Settings> =>
  Object.fromEntries([
    ...IN_SETTINGS.map(({ name, key, read }) => [name, read(settings[key as keyof CaseSettings])]),
    ...TOP_LEVEL.map((name) => [name, (topLevel as Partial<Settings>)[name]]),
  ]) as Partial<Settings>
