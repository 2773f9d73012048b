import { Lines, type WhiteSpace } from '../lines'
import { withEdits } from '../preprocess/edit'
import { htmlEdits } from '../preprocess/html'
import { COSTLY, parseCost } from './cost'
import { list, listMarker, wordMarker, type List } from './lists'
import { parseHtml, type HtmlElement, type HtmlNode } from './parser'

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

/** What children inherit from an element. */
interface Context {
  readonly space: WhiteSpace
  /** Inside a list item or a cell, where paragraphs keep no blank line between them. */
  readonly tight: boolean
  readonly list?: List
  readonly row?: { cells: number }
}

interface Frame {
  readonly element?: HtmlElement
  readonly children: readonly HtmlNode[]
  readonly context: Context
  next: number
}

/**
 * The text of HTML (source, or the clipboard's text/html) as a person would copy it. Nothing is run, loaded or inserted into
 * a document. Takes time linear in the length, whatever the nesting: where a parser would make a tree that grows with the square
 * of the source (thousands of elements that are never closed), tags are removed as the rule "html" does it.
 *
 * - Lines: each block, `<br>`, list item and table row. A blank line between `<p>`s, as in innerText; not between
 *   Word's (its own text/plain has none) and not inside list items and cells. Other blank lines only where the source
 *   has an empty paragraph or line, and one at a time outside of preformatted text.
 * - White space collapses as CSS says; a line break in the source is a space, between Chinese characters too, as in
 *   Chrome. `<pre>` and inline `white-space` styles are respected.
 * - U+00A0 becomes a plain space (so do browsers when they copy, and so does the tokenizer) that does not collapse.
 * - List items get "- " or "1. " (start, value, reversed, nesting) unless their style hides it. Word writes its markers
 *   as text; they stay, with one space after them, and the letters that stand for symbol-font bullets become "-".
 * - Cells are separated by tabs; lines inside a cell stay lines.
 * - Pictures leave nothing, except for emoji pictures (alt="😀", "[微笑]", ":smile:"), which are part of a message.
 * - Links, ruby and deleted text (`<del>`, `<s>`) keep their text. Elements with `hidden`, `display: none` or
 *   `mso-hide: all` are dropped; `visibility: hidden` is not, because all saved articles of WeChat have it.
 * - Between `<!--StartFragment-->` and `<!--EndFragment-->` only, where there are such comments.
 */
export function htmlToText(html: string): string {
  if (parseCost(html) > COSTLY) return withEdits(html, htmlEdits(html, true)).text.trim()
  const out = new Lines()
  const top: Context = { space: 'normal', tight: false }
  // A stack of our own: a recursion over a million open elements would overflow the engine's call stack.
  const frames: Frame[] = [{ children: parseHtml(html), context: top, next: 0 }]
  let started = false
  while (frames.length > 0) {
    const frame = frames.at(-1)!
    const node = frame.children[frame.next++]
    if (!node) {
      frames.pop()
      if (frame.element) leave(frame.element, frames.at(-1)!.context, out)
    } else if (node.kind === 'comment') {
      // Word's <![if …]> is parsed as a comment too; what stands between two of them is ordinary content.
      if (node.text === 'StartFragment' && !started) {
        started = true
        out.restart()
      } else if (node.text === 'EndFragment' && started) break
    } else if (node.kind === 'text') {
      const layout = frame.element && TABLE_PARTS.has(frame.element.tag) // indentation between cells
      if (!layout) out.text(node.text, frame.context.space)
    } else {
      const context = enter(node, frame.context, out)
      if (context) frames.push({ element: node, children: node.children(), context, next: 0 })
    }
  }
  return out.toString()
}

/** Lays out the start of an element. Undefined: its children are left out. */
function enter(element: HtmlElement, outer: Context, out: Lines): Context | undefined {
  const { tag } = element
  const style = element.attribute('style')?.toLowerCase() ?? ''
  if (DROPPED.has(tag) || element.attribute('hidden') !== undefined || HIDDEN.test(style)) return undefined
  if (tag === 'br') out.lineBreak(outer.space !== 'normal')
  if (tag === 'img') out.text(emoji(element.attribute('alt')), outer.space)
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

function leave(element: HtmlElement, outer: Context, out: Lines): void {
  const { tag } = element
  if (tag === 'tr') out.row()
  else if (tag === 'li') out.item()
  else if (isBlock(element, element.attribute('style')?.toLowerCase() ?? ''))
    out.block(isSpaced(element, outer))
}

const HIDDEN = /(?:^|;|\s)(?:display:\s*none|mso-hide:\s*all)/

function isBlock({ tag }: HtmlElement, style: string): boolean {
  const display = /(?:^|;|\s)display:\s*([a-z-]+)/.exec(style)?.[1]
  if (display === 'inline') return false
  return BLOCKS.has(tag) || /^(?:block|flex|grid|table|list-item|flow-root)$/.test(display ?? '')
}

/** A paragraph that keeps a blank line around it. Word's and Outlook's class names all begin with "Mso". */
function isSpaced(element: HtmlElement, { tight }: Context): boolean {
  return element.tag === 'p' && !tight && !/^mso/i.test(element.attribute('class') ?? '')
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

/** The alt text of a picture that stands for a character; '' for any other. */
function emoji(alt = ''): string {
  if (alt.length > 24) return ''
  const isEmoji = /^(?:\p{Extended_Pictographic}|\p{Emoji_Component})+$/u.test(alt) && /[^\d#*]/.test(alt) // a digit is a component
  return isEmoji || /^\[[^[\]]+\]$|^:[\w+-]+:$/.test(alt) ? alt : ''
}
