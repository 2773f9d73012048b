/** For bash, zsh and dash: single quotes only, and double quotes around the key's variable. */
import { utf8Length } from '../../../engine/text/utf8'
import { headerText, KEY_VARIABLE, written } from '../pieces'
import type { HttpRequest, Written } from '../types'

/** Linux passes a program no argument above 128 KiB (MAX_ARG_STRLEN). */
const LONG_ARGUMENT = 100_000

export const isLongForBash = ({ body }: HttpRequest): boolean =>
  body !== null && utf8Length(body) > LONG_ARGUMENT

/** Between single quotes every character is literal; a single quote is written outside of them. */
export const bashQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** The key's variable stays outside of the single quotes, so that the shell replaces it. */
export const bashHeader = (name: string, value: HttpRequest['headers'][number][1], colon: string): string =>
  typeof value === 'string'
    ? bashQuoted(name + colon + value)
    : `"${name}${colon}${headerText(value, `$${KEY_VARIABLE}`)}"`

/** printf is a builtin of the shell, so the limit of arguments does not apply. */
export const bashFile = (body: string, file: string): string =>
  `printf '%s' ${bashQuoted(body)} > ${file} && `

export function bash(requests: readonly HttpRequest[]): Written {
  return written(requests, isLongForBash, (request, file) => {
    const { url, headers, body } = request
    const parts = [
      `curl -sS ${bashQuoted(url)}`,
      ...headers.map(([name, value]) => `-H ${bashHeader(name, value, ': ')}`),
      ...(body === null ? [] : [file === null ? `--data-raw ${bashQuoted(body)}` : `--data-binary @${file}`]),
    ]
    return (file === null ? '' : bashFile(body!, file)) + parts.join(' \\\n  ')
  })
}
