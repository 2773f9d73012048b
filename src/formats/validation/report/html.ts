/** HTML as values: what is put into a template is escaped, unless it is HTML itself. */

export class Html {
  constructor(readonly text: string) {}
}

export type Part = Html | string | number | null | undefined | false | readonly Part[]

/** markup`<p>${text}</p>`: every value is text, lists are put together, null and false are nothing. */
export const markup = (texts: TemplateStringsArray, ...values: readonly Part[]): Html =>
  new Html(texts.reduce((made, text, at) => made + textOf(values[at - 1]) + text))

function textOf(part: Part): string {
  if (part instanceof Html) return part.text
  if (part === null || part === undefined || part === false) return ''
  if (typeof part === 'object') return part.map(textOf).join('')
  return escaped(String(part))
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** For text and for quoted attributes. Characters that HTML cannot hold become U+FFFD, as in a browser's own parser. */
export const escaped = (text: string): string =>
  text.replace(/[\0-\x08\x0b\x0e-\x1f\x7f]/g, '\uFFFD').replace(/[&<>"']/g, (unit) => ENTITIES[unit]!)

/** Four digits to look at, the whole number on hover. */
export function num(value: number | null | undefined, digits = 4): Html {
  if (value === null || value === undefined || Number.isNaN(value)) return markup`<span class="none">–</span>`
  return markup`<span title="${value}">${Number.isFinite(value) ? fixed(value, digits) : value > 0 ? '∞' : '−∞'}</span>`
}

/** Never "-0.0000". */
export const fixed = (value: number, digits = 4): string => {
  const text = value.toFixed(digits)
  return Number(text) === 0 ? (0).toFixed(digits) : text
}

export const percent = (share: number, digits = 1): string => `${fixed(share * 100, digits)}%`

export const count = (value: number): string => value.toLocaleString('en-US')
