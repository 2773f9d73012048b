/** For cmd.exe: first cmd interprets quotes and percent signs, then the Windows program splits its arguments. */
import { toBase64 } from '../../../engine/base64'
import { headerText, KEY_VARIABLE, written } from '../pieces'
import type { HttpRequest, Written } from '../types'
import { windowsJson } from './ascii'

/** Limit of a line of cmd: 8,191 characters, with continuation lines and the key's value. */
const LONG_LINE = 7500
const BASE64_LINE = 4000

const PERCENT = 'rem In a .bat or .cmd file double each percent sign of the address.\n'

/**
 * cmd opens or closes its quotes at every quote, even after a backslash. So half of a body stands outside of quotes, and no
 * character that cmd interprets may be left in it.
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

/** cmd interprets no character of base64, and certutil is a part of Windows. */
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
