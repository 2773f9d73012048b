import { defaultTreeAdapter as tree, parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { Lines, type WhiteSpace } from './lines'

type Node = DefaultTreeAdapterTypes.ChildNode
type Element = DefaultTreeAdapterTypes.Element

const words = (list: string) => new Set(list.split(' '))

const DROPPED = words(
  'head title style script template noscript noframes noembed svg xml iframe object embed video audio canvas ' +
    'select datalist input area map annotation annotation-xml',
)
const BLOCKS = words(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol p plaintext pre search ' +
    'section summary table tbody textarea tfoot thead tr ul xmp',
)
const PREFORMATTED = words('pre listing xmp plaintext textarea')
const TABLE_PARTS = words('table thead tbody tfoot tr colgroup')

interface List {
  readonly indent: string
  readonly ordered: boolean
  readonly step: number
  readonly hidden: boolean
  next: number
}

/** What an element hands down to its children. */
interface Context {
  readonly space: WhiteSpace
  /** Inside a list item or a cell, where paragraphs keep no blank line between them. */
  readonly tight: boolean
  readonly list?: List
  readonly row?: { cells: number }
}

interface Frame {
  readonly element?: Element
  readonly children: readonly Node[]
  readonly context: Context
  next: number
}

/**
 * The text of HTML (source, or the clipboard's text/html) as a person would copy it. Parsed by parse5 as a browser
 * parses it, without a DOM: nothing is run, loaded or inserted. Linear in the length, whatever the nesting.
 *
 * - Lines: each block, `<br>`, list item and table row. A blank line between `<p>`s, as in innerText; not between
 *   Word's (its own text/plain has none) and not inside list items and cells. Other blank lines only where the source
 *   has an empty paragraph or line, and one at a time outside of preformatted text.
 * - White space collapses as CSS says; a line break in the source is a space, between Chinese characters too, as in
 *   Chrome. `<pre>` and inline `white-space` styles are respected.
 * - U+00A0 becomes a plain space (so do browsers when they copy, and so does the tokenizer) that doesn't collapse.
 * - List items get "- " or "1. " (start, value, reversed, nesting) unless their style hides it. Word writes its markers
 *   as text; they stay, with one space after them, and the letters that stand for symbol-font bullets become "-".
 * - Cells are separated by tabs; lines inside a cell stay lines.
 * - Pictures leave nothing, but for emoji pictures (alt="😀", "[微笑]", ":smile:"), which are part of a message.
 * - Links, ruby and deleted text (`<del>`, `<s>`) keep their text. Elements with `hidden`, `display: none` or
 *   `mso-hide: all` are dropped; `visibility: hidden` is not, since WeChat's saved articles are all hidden so.
 * - Between `<!--StartFragment-->` and `<!--EndFragment-->` only, where there are such comments.
 */
export function htmlToText(html: string): string {
  const out = new Lines()
  const top: Context = { space: 'normal', tight: false }
  // Our own stack: markup of a million open elements must not overflow the engine's.
  const frames: Frame[] = [{ children: parseFragment(html).childNodes, context: top, next: 0 }]
  let started = false
  while (frames.length > 0) {
    const frame = frames.at(-1)!
    const node = frame.children[frame.next++]
    if (!node) {
      frames.pop()
      if (frame.element) leave(frame.element, frames.at(-1)!.context, out)
    } else if (tree.isCommentNode(node)) {
      // Also what is left of Word's <![if …]>: a comment, and what it encloses is ordinary content.
      if (node.data === 'StartFragment' && !started) {
        started = true
        out.restart()
      } else if (node.data === 'EndFragment' && started) break
    } else if (tree.isTextNode(node)) {
      const layout = frame.element && TABLE_PARTS.has(frame.element.tagName) // indentation between cells
      if (!layout) out.text(node.value, frame.context.space)
    } else if (tree.isElementNode(node)) {
      const context = enter(node, frame.context, out)
      if (context) frames.push({ element: node, children: node.childNodes, context, next: 0 })
    }
  }
  return out.toString()
}

/** Lays out the start of an element. Undefined if its children are not wanted. */
function enter(element: Element, outer: Context, out: Lines): Context | undefined {
  const { tagName: tag } = element
  const style = attribute(element, 'style')?.toLowerCase() ?? ''
  if (DROPPED.has(tag) || attribute(element, 'hidden') !== undefined || HIDDEN.test(style)) return undefined
  if (tag === 'br') out.lineBreak(outer.space !== 'normal')
  if (tag === 'img') out.text(emoji(attribute(element, 'alt')), outer.space)
  if (style.includes('mso-tab-count')) return void out.text('\t', 'pre')
  if (/mso-list:\s*ignore/.test(style)) return void out.text(wordMarker(element), 'normal')

  if (tag === 'tr') out.row()
  else if (tag === 'td' || tag === 'th') {
    if (outer.row && outer.row.cells++ > 0) out.nextCell()
  } else if (tag === 'li') out.item(listMarker(element, style, outer.list))
  else if (isBlock(element, style)) out.block(isSpaced(element, outer))

  const isItem = tag === 'li' || tag === 'td' || tag === 'th'
  return {
    space: whiteSpace(tag, style, outer.space),
    tight: outer.tight || isItem,
    ...list(element, style, outer.list),
    ...(tag === 'tr' ? { row: { cells: 0 } } : outer.row && tag !== 'table' && { row: outer.row }),
  }
}

function leave(element: Element, outer: Context, out: Lines): void {
  const { tagName: tag } = element
  if (tag === 'tr') out.row()
  else if (tag === 'li') out.item()
  else if (isBlock(element, attribute(element, 'style')?.toLowerCase() ?? ''))
    out.block(isSpaced(element, outer))
}

const HIDDEN = /(?:^|;|\s)(?:display:\s*none|mso-hide:\s*all)/

function isBlock({ tagName }: Element, style: string): boolean {
  const display = /(?:^|;|\s)display:\s*([a-z-]+)/.exec(style)?.[1]
  if (display === 'inline') return false
  return BLOCKS.has(tagName) || /^(?:block|flex|grid|table|list-item|flow-root)$/.test(display ?? '')
}

/** A paragraph that keeps a blank line around it. Word's and Outlook's class names all begin with "Mso". */
function isSpaced(element: Element, { tight }: Context): boolean {
  return element.tagName === 'p' && !tight && !/^mso/i.test(attribute(element, 'class') ?? '')
}

function whiteSpace(tag: string, style: string, inherited: WhiteSpace): WhiteSpace {
  // The last one wins: Google Docs writes "white-space:pre;white-space:pre-wrap".
  const value = [...style.matchAll(/white-space(?:-collapse)?:\s*([a-z-]+)/g)].at(-1)?.[1]
  switch (value) {
    case 'pre':
    case 'pre-wrap':
    case 'break-spaces':
    case 'preserve':
      return 'pre'
    case 'pre-line':
    case 'preserve-breaks':
      return 'pre-line'
    case 'normal':
    case 'nowrap':
    case 'collapse':
      return 'normal'
    default:
      return PREFORMATTED.has(tag) ? 'pre' : inherited
  }
}

/** Spaces: enough to read, and keeps the text of a million nested lists from growing with the square. */
const MAX_INDENT = 20
const NO_MARKER = /list-style(?:-type)?:[^;]*\bnone\b/

function list(element: Element, style: string, outer?: List): { list?: List } {
  const { tagName: tag } = element
  if (tag !== 'ol' && tag !== 'ul' && tag !== 'menu' && tag !== 'dir') return outer ? { list: outer } : {}
  const reversed = attribute(element, 'reversed') !== undefined
  const items = reversed ? element.childNodes.filter((n) => n.nodeName === 'li').length : 1
  return {
    list: {
      indent: outer ? (outer.indent + '  ').slice(0, MAX_INDENT) : '',
      ordered: tag === 'ol',
      step: reversed ? -1 : 1,
      hidden: NO_MARKER.test(style),
      next: integer(attribute(element, 'start')) ?? items,
    },
  }
}

function listMarker(element: Element, style: string, list?: List): string {
  if (!list) return '- '
  const number = integer(attribute(element, 'value')) ?? list.next
  list.next = number + list.step
  if (list.hidden || NO_MARKER.test(style)) return list.indent
  return list.indent + (list.ordered ? `${number}. ` : '- ')
}

/** "1)" and a space for Word's `1)<span>&nbsp;&nbsp; </span>`; "-" for a letter that a symbol font shows as a bullet. */
function wordMarker(element: Element): string {
  const text = textOf(element).trim()
  return text === '' ? '' : /^[·•§ØüvlnuqoÄ²]$/.test(text) ? '- ' : text + ' '
}

function textOf(element: Element): string {
  let text = ''
  const stack: Node[] = [element]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (tree.isTextNode(node)) text += node.value
    else if ('childNodes' in node) for (const child of node.childNodes.toReversed()) stack.push(child)
  }
  return text
}

/** The alt text of a picture that stands for a character; '' for any other. */
function emoji(alt = ''): string {
  if (alt.length > 24) return ''
  const isEmoji = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component})+$/u.test(alt) && /[^\d#*]/.test(alt) // a digit is a component
  return isEmoji || /^\[[^[\]]+\]$|^:[\w+-]+:$/.test(alt) ? alt : ''
}

function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((a) => a.name === name)?.value
}

function integer(value?: string): number | undefined {
  return value !== undefined && /^\s*[+-]?\d{1,9}/.test(value) ? parseInt(value, 10) : undefined
}

const ALONE = words('html div span table tbody tr td th ul ol li br hr img p h1 h2 h3 h4 h5 h6 blockquote')
// `s` is missing on purpose: <s> and </s> are the model's own tokens. Names that are as often placeholders in prompts
// and usage texts (<input>, <title>, <code>) count with an attribute or an end tag.
const KNOWN = new Set([
  ...ALONE,
  ...words(
    'a abbr address article aside audio b big body button caption center cite code dd del details dl dt em figure ' +
      'figcaption font footer form head header i iframe input ins kbd label link main mark meta nav noscript pre q ' +
      'script section select small strong style sub sup summary svg textarea tfoot thead time title tt u var video',
  ),
])

/**
 * Whether a text is HTML source rather than text about something in angle brackets, for offering to strip the tags:
 * it has a common HTML element that stands by itself, has an attribute, or is closed again. `List<String>`, `a < b`,
 * `<s> … </s> <mask>`, `<|im_start|>` and `<name@example.com>` are none. Looks at the first 200,000 UTF-16 units.
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
