const words = (list: string) => list.split(' ')

const ALONE = new Set(
  words('html div span table tbody tr td th ul ol li br hr img p h1 h2 h3 h4 h5 h6 blockquote'),
)
// `s` is missing on purpose: <s> and </s> are the model's own tokens. Names that are also common placeholders in prompts and
// usage texts (<input>, <title>, <code>) count only with an attribute or an end tag.
const KNOWN = new Set([
  ...ALONE,
  ...words(
    'a abbr address article aside audio b big body button caption center cite code dd del details dl dt em figure ' +
      'figcaption font footer form head header i iframe input ins kbd label link main mark meta nav noscript pre q ' +
      'script section select small strong style sub sup summary svg textarea tfoot thead time title tt u var video',
  ),
])

/**
 * Whether a text is HTML source, so that the page can offer to strip the tags. It is if it has a common HTML element that
 * needs no end tag, has an attribute, or is closed again. `List<String>`, `a < b`,
 * `<s> … </s> <mask>`, `<|im_start|>` and `<name@example.com>` are not HTML. Looks at the first 200,000 UTF-16 units.
 */
export function looksLikeHtml(text: string): boolean {
  const head = text.slice(0, 200_000)
  if (/<!doctype html|<!--StartFragment/i.test(head)) return true
  const opened = new Set<string>()
  for (const [, slash, written = '', rest = ''] of head.matchAll(/<(\/?)([a-z][a-z0-9]*)([\s/][^<>]*)?>/gi)) {
    if (/^[A-Z].*[a-z]/.test(written)) continue // List<Table> is a type
    const name = written.toLowerCase()
    if (!KNOWN.has(name) && name !== 's') continue
    if (/\s[a-z][\w:-]*\s?=/i.test(rest)) return true
    if (name === 's' || !/^[\s/]*$/.test(rest)) continue
    if (ALONE.has(name)) return true
    if (!slash) opened.add(name)
    else if (opened.has(name)) return true
  }
  return false
}
