/** The settings as a case file and a share link have them, by the table of settings. */
import type { CaseSettings } from '../../formats/case/schema'
import { SETTING_NAMES, SETTINGS, type Settings } from './table'

/** Names that a case file has among its settings, with the names of the page. */
const AMONG = SETTING_NAMES.flatMap((name) => {
  const { inCase } = SETTINGS[name]
  return inCase?.among === 'settings' ? [{ name, key: inCase.name }] : []
})
const BESIDE = SETTING_NAMES.filter((name) => SETTINGS[name].inCase?.among === 'case')

const toFile = (value: unknown, name: string): unknown => {
  if (name !== 'weights') return value
  const { dense, sparse, colbert } = value as Settings['weights']
  return [dense, sparse, colbert]
}

const fromFile = (value: unknown, name: string): unknown => {
  if (name !== 'weights') return value
  const [dense, sparse, colbert] = value as CaseSettings['weights']
  return { dense, sparse, colbert }
}

/** The page's settings as a case has them. */
export const caseSettings = (settings: Settings): CaseSettings =>
  Object.fromEntries(AMONG.map(({ name, key }) => [key, toFile(settings[name], name)])) as CaseSettings

/** What of the page's settings a case brings; model, threads and provider are those of this machine. */
export const pageSettings = (
  settings: CaseSettings,
  beside: Pick<Settings, 'prefix' | 'metadata'>,
): Partial<Settings> =>
  Object.fromEntries([
    ...AMONG.map(({ name, key }) => [name, fromFile(settings[key as keyof CaseSettings], name)]),
    ...BESIDE.map((name) => [name, (beside as Partial<Settings>)[name]]),
  ]) as Partial<Settings>
