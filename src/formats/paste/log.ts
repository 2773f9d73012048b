/** Finds a body within other text: a line of a log, a program that is not known. */
import { readLiteral } from '../reply/literal'
import { bare, hasTexts } from './attempt'
import { objectsIn, stringsIn, valuesIn } from './inside'
import { isAfterWords, partRead } from './part'
import { publicUrl, type RawRequest } from './raw'

export function fromLog(text: string): RawRequest[] | null {
  const values = valuesIn(text)
  const found = values
    .flatMap((value) => objectsIn(value))
    .map((object) => bare(JSON.stringify(object), 'log'))
    .filter(hasTexts)
  const start = text.indexOf('{')
  const inSentence = isAfterWords(text, start)
  const note = partRead(text.slice(start))
  const noted = found.map((raw) => (inSentence ? { ...raw, notes: [...raw.notes, note] } : raw))
  if (found.length > 0) return found.length === 1 ? noted.map((raw) => withAddress(raw, text)) : noted
  const literal = readPython(text)
  return literal === null ? null : [literal]
}

/** A string of a program in any language: url := "http://…", .url("http://…"), curl_init('http://…'). */
const ADDRESS = /["'`](https?:\/\/[^\s"'`<>\\]+)["'`]|(?<=\b(?:POST|PUT)\s+)(https?:\/\/[^\s"'`<>\\,;]+)/g

/** Go, Java, PHP, …: the only address in the text that is not in a body. Two addresses are none. */
function withAddress(raw: RawRequest, text: string): RawRequest {
  const inBody = stringsIn(JSON.parse(raw.body!))
  const all = [...text.matchAll(ADDRESS)].map(([, quoted, bareAddress]) => quoted ?? bareAddress!)
  const addresses = [...new Set(all)].filter((address) => !inBody.some((string) => string.includes(address)))
  if (addresses.length !== 1) return raw
  const { url, dropped } = publicUrl(addresses[0]!)
  return {
    ...raw,
    url,
    secretsDropped: [...raw.secretsDropped, ...dropped],
    notes: [...raw.notes, { code: 'address-nearby', values: { url } }],
  }
}

/** A dictionary as Python prints it. */
function readPython(text: string): RawRequest | null {
  if (!text.startsWith('{')) return null
  const value = readLiteral(text)
  const body = value === undefined ? null : bare(JSON.stringify(value), 'json')
  return body !== null && hasTexts(body) ? body : null
}
