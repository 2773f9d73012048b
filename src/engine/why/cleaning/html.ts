/** HTML read, escaped and unescaped as the usual libraries do it. */
import { parseHtml, type HtmlNode } from '../../text/html/parser'
import { mayBeHtml, replaceTags } from './linear'
import type { Cleaning } from './types'

/** Whose text BeautifulSoup leaves out of get_text(). */
const NO_TEXT = new Set(['script', 'style', 'template'])

/** The text nodes in their order. */
function textsIn(html: string): string[] {
  const texts: string[] = []
  const left: HtmlNode[] = parseHtml(html).toReversed()
  for (let node = left.pop(); node !== undefined; node = left.pop()) {
    if (node.kind === 'text') texts.push(node.text)
    else if (node.kind === 'element' && !NO_TEXT.has(node.tag))
      // One by one: an element may have more children than a call has arguments.
      for (const child of node.children().toReversed()) left.push(child)
  }
  return texts
}

const getText = (separator: string, strip: boolean) => (html: string) =>
  (strip ? textsIn(html).map((text) => text.trim()).filter(Boolean) : textsIn(html)).join(separator) // oxfmt-ignore

const ENTITY = /&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]*);?/gi
const unescape = (text: string): string =>
  text.replaceAll(ENTITY, (entity) => textsIn(entity).join('') || entity)

const escape = (marks: Readonly<Record<string, string>>) => (text: string) =>
  text.replaceAll(/[&<>"'`=/]/g, (mark) => marks[mark] ?? mark)
const BASE = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

const bs4 = (options: string) => `BeautifulSoup, get_text(${options})`
const of = (id: string, by: string, apply: Cleaning['apply']): Cleaning => ({
  id,
  about: 'html',
  by,
  apply,
})
/** Undone only where there is something to undo. */
const ofHtml = (id: string, by: string, apply: Cleaning['apply']) =>
  of(id, by, (text) => (mayBeHtml(text) ? apply(text) : text))

export const HTML_WAYS: readonly Cleaning[] = [
  ofHtml('bs4-get-text', bs4(''), getText('', false)),
  ofHtml('bs4-get-text-space', bs4('" "'), getText(' ', false)),
  ofHtml('bs4-get-text-newline', bs4('"\\n"'), getText('\n', false)),
  ofHtml('bs4-get-text-strip', bs4('strip=True'), getText('', true)),
  ofHtml('bs4-get-text-space-strip', bs4('" ", strip=True'), getText(' ', true)),
  ofHtml('bs4-get-text-newline-strip', bs4('"\\n", strip=True'), getText('\n', true)),
  ofHtml('tags-removed-entities-decoded', 're.sub(r"<[^>]+>", "", …), html.unescape', (text) => unescape(replaceTags(text, ''))), // oxfmt-ignore
  ofHtml('tags-to-spaces-entities-decoded', 're.sub(r"<[^>]+>", " ", …), html.unescape', (text) => unescape(replaceTags(text, ' '))), // oxfmt-ignore
  ofHtml('tags-to-spaces-collapsed', 're.sub twice', (text) => unescape(replaceTags(text, ' ')).replaceAll(/\s+/g, ' ').trim()), // oxfmt-ignore
  ofHtml('entities-decoded', 'html.unescape', unescape),
  ofHtml('entities-removed', 're.sub(r"&\\w+;", "", …)', (text) =>
    replaceTags(text, '').replaceAll(/&#?\w+;/g, ''),
  ),
  ofHtml('entities-to-spaces', 're.sub(r"&\\w+;", " ", …)', (text) =>
    replaceTags(text, '').replaceAll(/&#?\w+;/g, ' '),
  ),
  of('html-escaped-python', 'html.escape of Python', escape({ ...BASE, '"': '&quot;', "'": '&#x27;' })),
  of(
    'html-escaped-39',
    'Django, lodash, PHP 8 (ENT_HTML401)',
    escape({ ...BASE, '"': '&quot;', "'": '&#39;' }),
  ),
  of('html-escaped-039', 'htmlspecialchars of PHP', escape({ ...BASE, '"': '&quot;', "'": '&#039;' })),
  of(
    'html-escaped-34',
    'MarkupSafe (Jinja), html/template of Go',
    escape({ ...BASE, '"': '&#34;', "'": '&#39;' }),
  ),
  of('html-escaped-apos', 'XML libraries', escape({ ...BASE, '"': '&quot;', "'": '&apos;' })),
  of('html-escaped-no-quotes', 'html.escape(quote=False), xml.sax.saxutils.escape', escape(BASE)),
  of(
    'html-escaped-handlebars',
    'Handlebars',
    escape({ ...BASE, '"': '&quot;', "'": '&#x27;', '`': '&#x60;', '=': '&#x3D;' }),
  ),
  of('html-escaped-mustache', 'Mustache', escape({ ...BASE, '"': '&quot;', "'": '&#39;', '/': '&#x2F;', '`': '&#x60;', '=': '&#x3D;' })), // oxfmt-ignore
  of('html-escaped-twice', 'html.escape twice', (text) =>
    escape(BASE)(escape({ ...BASE, '"': '&quot;', "'": '&#x27;' })(text)),
  ),
]
