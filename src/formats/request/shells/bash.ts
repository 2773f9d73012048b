/** For bash, zsh and dash alike: nothing but single quotes, and double ones around the key's variable. */
import { utf8Length } from '../../../engine/text/utf8'
import { headerText, KEY_VARIABLE, written } from '../pieces'
import type { HttpRequest, Written } from '../types'

/** Linux passes a program no argument above 128 KiB (MAX_ARG_STRLEN). */
const LONG_ARGUMENT = 100_000

export const isLongForBash = ({ body }: HttpRequest): boolean =>
  body !== null && utf8Length(body) > LONG_ARGUMENT

/** Between single quotes every character is itself; a quote stands outside of them. */
export const bashQuoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

/** A header with a key is not quoted whole: the shell must put the variable's value there. */
export const bashHeader = (name: string, value: HttpRequest['headers'][number][1], colon: string): string =>
  typeof value === 'string'
    ? bashQuoted(name + colon + value)
    : `"${name}${colon}${headerText(value, `$${KEY_VARIABLE}`)}"`

/** printf is a part of the shell, so the limit of arguments is none of its. */
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
