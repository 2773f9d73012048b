import type { Language } from '../i18n'

/** A title in every language. It is shown before a dictionary is loaded. */
export type Title = Readonly<Record<Language, string>>
