/** Python with the library requests. Its strings read every escape that JSON has. */
import { stringJson, type Json } from '../body'
import { KEY_VARIABLE, written } from '../pieces'
import type { HeaderValue, HttpRequest, Written } from '../types'

const valueOf = (value: HeaderValue): string =>
  typeof value === 'string'
    ? stringJson(value)
    : `${stringJson(value.before)} + os.environ[${stringJson(KEY_VARIABLE)}]`

const CONSTANTS = { true: 'True', false: 'False', null: 'None' } as const

function literal(value: Json, indent: string): string {
  if (typeof value === 'string') return stringJson(value)
  if (typeof value === 'number') return String(value)
  if (value === null || typeof value === 'boolean') return CONSTANTS[`${value}`]
  const inner = `${indent}    `
  const block = (open: string, lines: readonly string[], close: string) =>
    lines.length === 0
      ? open + close
      : `${open}\n${lines.map((line) => `${inner}${line},\n`).join('')}${indent}${close}`
  if (Array.isArray(value))
    return block(
      '[',
      value.map((item: Json) => literal(item, inner)),
      ']',
    )
  const entries = Object.entries(value).map(
    ([name, item]) => `${stringJson(name)}: ${literal(item as Json, inner)}`,
  )
  return block('{', entries, '}')
}

export function python(requests: readonly HttpRequest[]): Written {
  const needsKey = requests.some(({ headers }) => headers.some(([, value]) => typeof value !== 'string'))
  const { text, files } = written(
    requests,
    () => false,
    ({ method, url, headers, body }) => {
      // requests sets the content type of a JSON body itself.
      const own = headers.filter(([name]) => name !== 'Content-Type')
      const given = [
        stringJson(url),
        ...(own.length === 0
          ? []
          : [`headers={${own.map(([name, value]) => `${stringJson(name)}: ${valueOf(value)}`).join(', ')}}`]),
        ...(body === null ? [] : [`json=${literal(JSON.parse(body) as Json, '    ')}`]),
      ]
      return `response = requests.${method.toLowerCase()}(\n${given.map((one) => `    ${one},\n`).join('')})\nprint(response.text)`
    },
    '\n\n',
  )
  return { text: `${needsKey ? 'import os\n\n' : ''}import requests\n\n${text}`, files }
}
