/** @param when milliseconds since 1970 */
export const formatDate = (when: number, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(when)
