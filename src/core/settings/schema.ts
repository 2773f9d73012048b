/** What follows from the table of settings: defaults, and what of stored settings can be trusted. */
import { SETTING_NAMES, SETTINGS, type Settings } from './table'

export const defaultSettings = Object.fromEntries(
  SETTING_NAMES.map((name) => [name, SETTINGS[name].initial]),
) as unknown as Settings

/** Whatever of stored settings is missing or out of range is the default. */
export function readSettings(stored: unknown): Settings {
  const given = typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {}
  return Object.fromEntries(
    SETTING_NAMES.map((name) => {
      const parsed = SETTINGS[name].schema.safeParse(given[name])
      return [name, parsed.success ? parsed.data : SETTINGS[name].initial]
    }),
  ) as unknown as Settings
}

/** Whether a setting may have this value. */
export const isValid = (name: keyof Settings, value: unknown): boolean =>
  SETTINGS[name].schema.safeParse(value).success
