/** Reads the words of wget: --post-data, --body-data, --method, --header. */
import { fileContent, type CurlWords } from './curl'
import { publicUrl, secretsOf, urlNotes, type RawRequest } from './raw'

/** Options whose value may be the next word. Of the long ones wget also takes =value. */
const WITH_VALUE = new Set(
  `-O -o -a -i -t -T -U -P -e -l -Q -w -B -D -A -R -I -X --output-document --output-file --append-output --input-file --tries
  --timeout --dns-timeout --connect-timeout --read-timeout --user-agent --directory-prefix --execute --level --quota --wait
  --waitretry --user --password --http-user --http-password --header --method --post-data --post-file --body-data --body-file
  --referer --load-cookies --save-cookies --ca-certificate --ca-directory --certificate --private-key --limit-rate
  --bind-address --prefer-family --progress --max-redirect --proxy-user --proxy-password --secure-protocol
  --compression`.split(/\s+/),
)

/** @throws EngineError paste/file */
export function readWget(given: CurlWords): RawRequest {
  const headers: string[] = []
  const secrets: string[] = []
  let method: string | null = null
  let body: string | null = null
  let address: string | null = null
  for (let at = 0; at < given.words.length; at++) {
    const word = given.words[at]!
    if (!/^-./.test(word)) {
      address ??= word
      continue
    }
    const [, name, inline] = /^(--[^=]+)=([^]*)$/.exec(word) ?? [null, word, null]
    const value = inline ?? (WITH_VALUE.has(name!) ? (given.words[++at] ?? '') : '')
    if (name === '--header') headers.push(value.split(':', 1)[0]!.trim())
    else if (name === '--method') method = value.toUpperCase()
    else if (name === '--post-data' || name === '--body-data') body = value
    else if (name === '--post-file' || name === '--body-file') body = fileContent(name, value, given)
    else if (/password|user$|cookies/.test(name!)) secrets.push(name!)
  }
  const { url, dropped } = publicUrl(address ?? '')
  return {
    source: 'wget',
    url: url === '' ? null : url,
    method: method ?? (body === null ? 'GET' : 'POST'),
    body,
    secretsDropped: [...new Set([...secretsOf(headers), ...secrets, ...dropped])],
    notes: urlNotes(url),
  }
}
