/** For cmd.exe: its own reading of quotes and percent signs first, then that of Windows programs. */
import { toBase64 } from '../../../engine/base64'
import { headerText, KEY_VARIABLE, written } from '../pieces'
import type { HttpRequest, Written } from '../types'
import { windowsJson } from './ascii'

/** A line of cmd has 8,191 characters, its continuations and the key's value included. */
const LONG_LINE = 7500
const BASE64_LINE = 4000

const PERCENT = 'rem In a .bat or .cmd file double each percent sign of the address.\n'

/**
 * cmd opens and closes its quotes at every one, with a backslash before it or not: so half of a body stands outside of
 * them, and nothing that cmd acts on may be left in it.
 */
const quotedJson = (body: string): string => `"${windowsJson(body).replaceAll('"', '\\"')}"`

function curl({ url, headers }: HttpRequest, data: readonly string[]): string {
  const parts = [
    `curl.exe -sS "${url}"`,
    ...headers.map(([name, value]) => `-H "${name}: ${headerText(value, `%${KEY_VARIABLE}%`)}"`),
    ...data,
  ]
  return parts.join(' ^\n  ')
}

const inline = (request: HttpRequest): string =>
  curl(request, request.body === null ? [] : [`--data-raw ${quotedJson(request.body)}`])

/** Base64 has no character that cmd minds; certutil is a part of Windows. */
function writeFile(body: string, file: string): string {
  const encoded = toBase64(new TextEncoder().encode(body))
  const scratch = file.replace(/json$/, 'b64')
  const lines: string[] = []
  for (let at = 0; at < encoded.length; at += BASE64_LINE)
    lines.push(`${at === 0 ? '>' : '>>'}${scratch} echo ${encoded.slice(at, at + BASE64_LINE)}`)
  return [...lines, `certutil -f -decode ${scratch} ${file} >nul`, `del ${scratch}`, ''].join('\n')
}

export function cmd(requests: readonly HttpRequest[]): Written {
  const { text, files } = written(
    requests,
    (request) => inline(request).length > LONG_LINE,
    (request, file) =>
      file === null
        ? inline(request)
        : writeFile(request.body ?? '', file) + curl(request, [`--data-binary "@${file}"`]),
  )
  return { text: requests.some(({ url }) => url.includes('%')) ? PERCENT + text : text, files }
}
