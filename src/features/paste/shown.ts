/** What of a paste is shown: all of it is read, but a browser needs seconds to lay out what nobody reads. */

/** Maximum length of a text in the text area, in UTF-16 units. A longer one is read and not shown. */
export const SHOWN_LIMIT = 20_000

/** Of an address, a name or a value of a remark. */
const LONGEST = 300

export const shortened = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
