/** parse5 as the HTML parser of realms without a DOM: the worker and Node. */
import { defaultTreeAdapter as tree, parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import type { HtmlElement, HtmlNode, ParseHtml } from '../engine/text/html/parser'

export const parseWithParse5: ParseHtml = (html) => nodesOf(parseFragment(html))

function nodesOf({ childNodes }: DefaultTreeAdapterTypes.ParentNode): HtmlNode[] {
  const nodes: HtmlNode[] = []
  for (const node of childNodes)
    if (tree.isTextNode(node)) nodes.push({ kind: 'text', text: node.value })
    else if (tree.isCommentNode(node)) nodes.push({ kind: 'comment', text: node.data })
    else if (tree.isElementNode(node)) nodes.push(new Parse5Element(node))
  return nodes
}

class Parse5Element implements HtmlElement {
  readonly kind = 'element'

  constructor(private readonly node: DefaultTreeAdapterTypes.Element) {}

  get tag(): string {
    return this.node.tagName
  }

  attribute(name: string): string | undefined {
    return this.node.attrs.find((one) => one.name === name)?.value
  }

  children(): HtmlNode[] {
    return nodesOf(this.node)
  }
}
