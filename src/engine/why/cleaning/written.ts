/** A text that was written as code or as data writes it: str([text]), repr(text), a document object. */
import type { Cleaning } from './types'

/** Python's repr of a string. */
export function repr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const inside = text.replaceAll(/[\\\n\r\t'"]|[\0-\x1f\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3000\ufeff]/g, (each) => ESCAPES[each] ?? (each === quote ? `\\${each}` : each === "'" || each === '"' ? each : coded(each))) // oxfmt-ignore
  return quote + inside + quote
}
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }
const coded = (each: string): string => {
  const hex = each.charCodeAt(0).toString(16)
  return hex.length <= 2 ? `\\x${hex.padStart(2, '0')}` : `\\u${hex.padStart(4, '0')}`
}

/** As json.dumps writes it by default. */
export const asciiOnly = (json: string): string =>
  json.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

/** Python's repr of the text's bytes. */
function reprOfBytes(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => {
    const character = String.fromCharCode(byte)
    if (ESCAPES[character] !== undefined) return ESCAPES[character]
    if (character === quote) return `\\${quote}`
    return byte >= 0x20 && byte < 0x7f ? character : `\\x${byte.toString(16).padStart(2, '0')}`
  })
  return `b${quote}${bytes.join('')}${quote}`
}

const of = (id: string, by: string, apply: Cleaning['apply']): Cleaning => ({
  id,
  about: 'quotes',
  by,
  apply,
})
export const WRITTEN: readonly Cleaning[] = [
  of('str-of-list', 'str([text])', (text) => `[${repr(text)}]`),
  of('repr', 'repr(text)', repr),
  of('str-of-bytes', 'str(text.encode())', reprOfBytes),
  of('json-list', 'json.dumps([text], ensure_ascii=False)', (text) => JSON.stringify([text])),
  of('json-list-ascii', 'json.dumps([text])', (text) => asciiOnly(JSON.stringify([text]))),
  of('str-of-dict', 'str({"text": text})', (text) => `{'text': ${repr(text)}}`),
  of(
    'json-of-dict',
    'json.dumps({"text": text}, ensure_ascii=False)',
    (text) => `{"text": ${JSON.stringify(text)}}`,
  ),
  of('json-compact', 'JSON.stringify({text})', (text) => `{"text":${JSON.stringify(text)}}`),
  of('str-of-tuple', 'str((text,))', (text) => `(${repr(text)},)`),
  of('str-of-document', 'str(Document) of LangChain', (text) => `page_content=${repr(text)}`),
  of(
    'str-of-document-metadata',
    'str(Document) of LangChain before 0.2',
    (text) => `page_content=${repr(text)} metadata={}`,
  ),
  of('unquoted', 'text.strip("\\"")', (text) => text.trim().replace(/^(["'“])([^]*)["'”]$/, '$2')),
  of('list-unwrapped', 'ast.literal_eval', (text) => text.trim().replace(/^\[(['"])([^]*)\1\]$/, '$2')),
]
