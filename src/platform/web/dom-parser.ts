/** The browser's own HTML parser, for the page. A worker has none. */
import type { HtmlElement, HtmlNode, ParseHtml } from '../../engine/text/html/parser'

/**
 * The content of a `<template>` belongs to a document that is never shown: scripts do not run, pictures do not load. DOMParser
 * itself parses whole documents, and would drop table rows without a table.
 */
export const parseWithBrowser: ParseHtml = (html) => {
  const template = document.createElement('template')
  template.innerHTML = html
  return nodesOf(template.content)
}

function nodesOf(parent: Node): HtmlNode[] {
  const nodes: HtmlNode[] = []
  for (let node = parent.firstChild; node !== null; node = node.nextSibling)
    if (node instanceof Element) nodes.push(new DomElement(node))
    else if (node instanceof Text) nodes.push({ kind: 'text', text: node.data })
    else if (node instanceof Comment) nodes.push({ kind: 'comment', text: node.data })
  return nodes
}

class DomElement implements HtmlElement {
  readonly kind = 'element'

  constructor(private readonly element: Element) {}

  get tag(): string {
    return this.element.localName
  }

  attribute(name: string): string | undefined {
    return this.element.getAttribute(name) ?? undefined
  }

  children(): HtmlNode[] {
    return nodesOf(this.element)
  }
}
