/** Default settings and validation, both derived from the table of settings. */
import { SETTING_NAMES, SETTINGS, type Settings } from './table'

export const defaultSettings = Object.fromEntries(
  SETTING_NAMES.map((name) => [name, SETTINGS[name].initial]),
) as unknown as Settings

/** Reads stored settings. A setting that is missing or invalid gets its default. */
export function readSettings(stored: unknown): Settings {
  const given = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {}
  return Object.fromEntries(
    SETTING_NAMES.map((name) => {
      const parsed = SETTINGS[name].schema.safeParse(given[name])
      return [name, parsed.success ? parsed.data : SETTINGS[name].initial]
    }),
  ) as unknown as Settings
}

/** Whether this is a valid value of the setting. */
export const isValid = (name: keyof Settings, value: unknown): boolean =>
  SETTINGS[name].schema.safeParse(value).success
