/** Texts of a spreadsheet's cells. */

/**
 * What XML cannot hold, or what the library would leave out without a word, is written as `_xHHHH_` (ECMA-376, ST_Xstring);
 * Excel and LibreOffice show the character again. A text that looks so itself gets its underscore written so. Some names of
 * JavaScript's objects would be lost in the library's table of texts; their first letter is written so too.
 */
export function cellText(text: string): string {
  const escaped = text.replace(ESCAPED, escape)
  return escaped in {} ? escape(escaped[0]!) + escaped.slice(1) : escaped
}

const ESCAPED = new RegExp(
  [
    '_(?=x[0-9A-Fa-f]{4}_)',
    // \r: XML readers make a line feed of it.
    '[\\0-\\x08\\x0b-\\x1f\\x7f-\\x84\\x86-\\x9f\\ufdd0-\\ufdef\\ufffd-\\uffff]',
    // Non-characters at the end of each plane, and surrogates without their other half.
    '[\\ud83f\\ud87f\\ud8bf\\ud8ff\\ud93f\\ud97f\\ud9bf\\ud9ff\\uda3f\\uda7f\\udabf\\udaff\\udb3f\\udb7f\\udbbf\\udbff][\\udffe\\udfff]',
    '[\\ud800-\\udbff](?![\\udc00-\\udfff])',
    '(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
  ].join('|'),
  'g',
)

const escape = (units: string): string =>
  Array.from({ length: units.length }, (_, at) => {
    const hex = units.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')
    return `_x${hex}_`
  }).join('')
