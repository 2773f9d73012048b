/**
 * The port to an HTML parser. Each realm has its own: the page uses the browser's parser, the worker and Node use parse5.
 * Whoever starts a realm installs its parser first (`installHtmlParser`), since the rules and the hypotheses that read HTML
 * are called from many places.
 */

export interface HtmlText {
  readonly kind: 'text'
  readonly text: string
}

export interface HtmlComment {
  readonly kind: 'comment'
  readonly text: string
}

export interface HtmlElement {
  readonly kind: 'element'
  /** As the HTML standard writes it: "p", "o:p", and "foreignObject" in SVG. */
  readonly tag: string
  attribute(name: string): string | undefined
  /** Those of a `<template>` are left out. */
  children(): readonly HtmlNode[]
}

export type HtmlNode = HtmlText | HtmlComment | HtmlElement

/**
 * What a browser makes of a fragment of HTML inside `<template>`, so that table rows without a table keep their place.
 * Never throws. Nothing is run, loaded or inserted into a document.
 */
export type ParseHtml = (html: string) => readonly HtmlNode[]

let installed: ParseHtml | null = null

export function installHtmlParser(parse: ParseHtml): void {
  installed = parse
}

export function parseHtml(html: string): readonly HtmlNode[] {
  if (installed === null) throw new Error('No HTML parser is installed: call installHtmlParser at the start.')
  return installed(html)
}
