/** Lists of HTML as text: indents, numbers and bullets. */
import type { HtmlElement, HtmlNode } from './parser'

export interface List {
  readonly indent: string
  readonly ordered: boolean
  readonly step: number
  readonly hidden: boolean
  next: number
}

/** In spaces. Enough to read; without a limit, the text of nested lists grows with the square of their number. */
const MAX_INDENT = 20
/** Each declaration by itself: over the whole style, the pattern would look again from each name. */
const hasNoMarker = (style: string): boolean =>
  style.includes('list-style') &&
  style.split(';').some((one) => /^\s*list-style(?:-type)?:.*\bnone\b/s.test(one))

/** The list that the children of an element belong to; nothing where there is none. */
export function list(element: HtmlElement, style: string, outer?: List): { list?: List } {
  const { tag } = element
  if (tag !== 'ol' && tag !== 'ul' && tag !== 'menu' && tag !== 'dir') return outer ? { list: outer } : {}
  const reversed = element.attribute('reversed') !== undefined
  const items = reversed
    ? element.children().filter((node) => node.kind === 'element' && node.tag === 'li').length
    : 1
  return {
    list: {
      indent: outer ? (outer.indent + '  ').slice(0, MAX_INDENT) : '',
      ordered: tag === 'ol',
      step: reversed ? -1 : 1,
      hidden: hasNoMarker(style),
      next: integer(element.attribute('start')) ?? items,
    },
  }
}

/** What stands before an item, with its indent. Counts the item. */
export function listMarker(element: HtmlElement, style: string, list?: List): string {
  if (!list) return '- '
  const number = integer(element.attribute('value')) ?? list.next
  list.next = number + list.step
  if (list.hidden || hasNoMarker(style)) return list.indent
  return list.indent + (list.ordered ? `${number}. ` : '- ')
}

/** Word's own marker: "1) " for `1)<span>&nbsp;&nbsp; </span>`, "- " for a letter that a symbol font shows as a bullet. */
export function wordMarker(element: HtmlElement): string {
  const text = textOf(element).trim()
  return text === '' ? '' : /^[·•§ØüvlnuqoÄ²]$/.test(text) ? '- ' : text + ' '
}

function textOf(element: HtmlElement): string {
  let text = ''
  const stack: HtmlNode[] = [element]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.kind === 'text') text += node.text
    else if (node.kind === 'element') for (const child of node.children().toReversed()) stack.push(child)
  }
  return text
}

function integer(value?: string): number | undefined {
  return value !== undefined && /^\s*[+-]?\d{1,9}/.test(value) ? parseInt(value, 10) : undefined
}
