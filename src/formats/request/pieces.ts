/** What all forms share. */
import type { BodyFile, HeaderValue, HttpRequest, Written } from './types'

/** The environment variable of the user's key. A request has its name, never its value. */
export const KEY_VARIABLE = 'API_KEY'

/** @param variable how a shell or language writes the variable's value */
export const headerText = (value: HeaderValue, variable: string): string =>
  typeof value === 'string' ? value : value.before + variable

/** Joins commands. @param isLong true: the body goes through a file with a name of its own */
export function written(
  requests: readonly HttpRequest[],
  isLong: (request: HttpRequest) => boolean,
  write: (request: HttpRequest, file: string | null) => string,
  separator = '\n',
): Written {
  const long = requests.filter(isLong)
  const nameOf = (request: HttpRequest) => {
    const at = long.indexOf(request)
    return at < 0 ? null : at === 0 ? 'm3scope-body.json' : `m3scope-body-${at + 1}.json`
  }
  const files: BodyFile[] = long.map((request) => ({ name: nameOf(request)!, text: request.body ?? '' }))
  return { text: requests.map((request) => write(request, nameOf(request))).join(separator), files }
}
