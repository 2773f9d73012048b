/** HTTPie 2.5 or newer in bash, zsh or dash; with the body as a raw string. */
import { written } from '../pieces'
import { bashFile, bashHeader, bashQuoted, isLongForBash } from '../shells/bash'
import type { HttpRequest, Written } from '../types'

export function httpie(requests: readonly HttpRequest[]): Written {
  return written(requests, isLongForBash, (request, file) => {
    const { method, url, headers, body } = request
    // HTTPie would read a standard input that is not a terminal as the body.
    const stdin = file === null ? ' --ignore-stdin' : ''
    const parts = [
      `http${stdin} --body ${method} ${bashQuoted(url)}`,
      ...headers.map(([name, value]) => bashHeader(name, value, ':')),
      ...(body === null ? [] : [file === null ? `--raw ${bashQuoted(body)}` : `< ${file}`]),
    ]
    return (file === null ? '' : bashFile(body!, file)) + parts.join(' \\\n  ')
  })
}
