/** The escapes of bash's $'…'. */
import { fromHex } from './code-point'

const SIMPLE: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  E: '\x1b',
  f: '\f',
  v: '\v',
}
const ANSI =
  /(?:\\x[\da-fA-F]{1,2}|\\[0-7]{1,3})+|\\u([\da-fA-F]{1,4})|\\U([\da-fA-F]{1,8})|\\c([^])|\\([^])/g

export function unescapeAnsi(body: string): string {
  return body.replace(ANSI, (whole, u, U, control, char: string | undefined) => {
    const code = (u ?? U) as string | undefined
    if (code !== undefined) return fromHex(code)
    if (control !== undefined) return String.fromCharCode((control as string).charCodeAt(0) & 31)
    if (char !== undefined) return SIMPLE[char] ?? ('\\\'"?'.includes(char) ? char : whole)
    // Bytes of UTF-8: a run of escapes is decoded together.
    const bytes = whole.match(/\\x[\da-fA-F]{1,2}|\\[0-7]{1,3}/g)!
    return new TextDecoder().decode(
      Uint8Array.from(bytes, (byte) =>
        byte[1] === 'x' ? parseInt(byte.slice(2), 16) : parseInt(byte.slice(1), 8),
      ),
    )
  })
}
