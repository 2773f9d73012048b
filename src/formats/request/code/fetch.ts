/** JavaScript: Node 18 or newer (.mjs), and a browser's console. JSON is a part of the language. */
import { prettyJson } from '../body'
import { KEY_VARIABLE, written } from '../pieces'
import type { HeaderValue, HttpRequest, Written } from '../types'

const valueOf = (value: HeaderValue): string =>
  typeof value === 'string'
    ? JSON.stringify(value)
    : `${JSON.stringify(value.before)} + process.env.${KEY_VARIABLE}`

export function fetchCode(requests: readonly HttpRequest[]): Written {
  return written(
    requests,
    () => false,
    ({ method, url, headers, body }) => {
      const fields = [
        ...(method === 'GET' ? [] : [`method: ${JSON.stringify(method)}`]),
        ...(headers.length === 0
          ? []
          : [
              `headers: { ${headers.map(([name, value]) => `${JSON.stringify(name)}: ${valueOf(value)}`).join(', ')} }`,
            ]),
        ...(body === null ? [] : [`body: JSON.stringify(${prettyJson(body, '  ')})`]),
      ]
      const options = fields.length === 0 ? '' : `, {\n${fields.map((field) => `  ${field},\n`).join('')}}`
      return `await fetch(${JSON.stringify(url)}${options})\n  .then((reply) => reply.text())\n  .then((text) => console.log(text))`
    },
    '\n\n',
  )
}
