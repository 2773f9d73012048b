/** Reads a HAR: a log, its entries, or one entry (http://www.softwareishard.com/blog/har-12-spec/). */
import { isObject } from '../../engine/values'
import { base64Text } from './base64-text'
import { publicUrl, secretsOf, type RawRequest } from './raw'

type Json = unknown
type JsonObject = Readonly<Record<string, Json>>

/** @returns null when the value is not a HAR */
export function fromHar(json: Json): RawRequest[] | null {
  const entries = entriesOf(json)
  return entries === null ? null : entries.flatMap((entry) => requestOf(entry) ?? [])
}

function entriesOf(json: Json): readonly JsonObject[] | null {
  if (Array.isArray(json)) return json.length > 0 && json.every(isEntry) ? (json as JsonObject[]) : null
  if (!isObject(json)) return null
  if (isEntry(json)) return [json]
  const log = isObject(json['log']) ? json['log'] : json
  return Array.isArray(log['entries']) ? (log['entries'] as JsonObject[]).filter(isEntry) : null
}

const isEntry = (json: Json): boolean =>
  isObject(json) && isObject(json['request']) && typeof json['request']['url'] === 'string'

function requestOf({ request, response }: JsonObject): RawRequest | null {
  const { url: address, method, headers, postData, cookies } = request as JsonObject
  const text = isObject(postData) ? postData['text'] : undefined
  if (typeof text !== 'string' || text === '') return null
  const { url, dropped } = publicUrl(String(address))
  const names = [...namesOf(headers), ...(Array.isArray(cookies) && cookies.length > 0 ? ['cookie'] : [])]
  const content = isObject(response) && isObject(response['content']) ? response['content'] : null
  const replied = content && typeof content['text'] === 'string' ? content['text'] : null
  return {
    source: 'har',
    url,
    method: String(method ?? 'POST').toUpperCase(),
    body: isObject(postData) && postData['encoding'] === 'base64' ? base64Text(text) : text,
    secretsDropped: [...new Set([...secretsOf(names), ...dropped])],
    notes: [],
    ...(replied !== null && {
      response: {
        status: Number((response as JsonObject)['status']),
        text: content!['encoding'] === 'base64' ? base64Text(replied) : replied,
      },
    }),
  }
}

const namesOf = (headers: Json): string[] =>
  Array.isArray(headers) ? headers.flatMap((each) => (isObject(each) ? [String(each['name'])] : [])) : []
