/** The settings as a case file and a share link have them, by the table of settings. */
import type { CaseSettings } from '../../formats/case/schema'
import { SETTING_NAMES, SETTINGS, type Settings } from './table'

/** What a case file has among its settings: the page's name, the file's, and how the value is written and read. */
const AMONG = SETTING_NAMES.flatMap((name) => {
  const { inCase } = SETTINGS[name]
  if (inCase?.among !== 'settings') return []
  // The function of a row takes the values of that row, which the compiler cannot follow through a list.
  return [{ name, key: inCase.name, write: inCase.write as (value: unknown) => unknown, read: inCase.read }]
})
const BESIDE = SETTING_NAMES.filter((name) => SETTINGS[name].inCase?.among === 'case')

/** The page's settings as a case has them. */
export const caseSettings = (settings: Settings): CaseSettings =>
  Object.fromEntries(AMONG.map(({ name, key, write }) => [key, write(settings[name])])) as CaseSettings

/** What of the page's settings a case brings; model, threads and provider are those of this machine. */
export const pageSettings = (
  settings: CaseSettings,
  beside: Pick<Settings, 'prefix' | 'metadata'>,
): Partial<Settings> =>
  Object.fromEntries([
    ...AMONG.map(({ name, key, read }) => [name, read(settings[key as keyof CaseSettings])]),
    ...BESIDE.map((name) => [name, (beside as Partial<Settings>)[name]]),
  ]) as Partial<Settings>
