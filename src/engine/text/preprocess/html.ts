/**
 * The rule that strips HTML. It finds tags by pattern, because every change must keep its place in the text and a tree of
 * HTML has no places. What editors paste goes through src/engine/text/html/, which keeps no offsets.
 */
import { parseHtml } from '../html/parser'
import type { Edit } from './edit'

const TAG =
  /<!--[^]*?-->|<!doctype[^>]*>|<(script|style|template|title)\b[^>]*>[^]*?<\/\1\s*>|<\/?([a-z][a-z0-9-]*)(?:\s+(?:"[^"]*"|'[^']*'|[^"'>])*)?\s*\/?>/gi
const ENTITY = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});/gi
/** Elements of HTML; "<b" of "if a<b and c>d" is not one, because its tag would hold more than attributes. */
const ELEMENTS = new Set(
  `a abbr address article aside audio b bdi bdo blockquote body br button canvas caption center cite code col colgroup dd
  del details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hr html i
  iframe img input ins kbd label legend li link main map mark meta nav noscript object ol option p picture pre q rp rt ruby
  s samp section select small source span strike strong sub summary sup svg table tbody td textarea tfoot th thead time tr
  tt u ul var video wbr`.split(/\s+/),
)
/** Elements that begin and end a line. */
const BLOCKS = new Set(
  `address article aside blockquote br dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr
  li main nav ol p pre section table tr ul`.split(/\s+/),
)
/** Attributes with values, or those that HTML has without: else "<b and c>" of "a<b and c>d" would be a tag. */
const ATTRIBUTES =
  /^<\/?[a-z][a-z0-9-]*(?:\s+(?:[a-z@:_][\w:.-]*\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>=`]+)|hidden|disabled|checked|selected|readonly|required|open|controls|async|defer|reversed|novalidate|autofocus|multiple))*\s*\/?>$/i

/** Removes tags, comments, scripts and styles; a block becomes a line break; entities become their characters. */
export function htmlEdits(text: string): Edit[] {
  const edits: Edit[] = []
  let at = 0
  for (const match of text.matchAll(TAG)) {
    const [found, raw, name] = match
    const element = name?.toLowerCase()
    if (element !== undefined && !(ELEMENTS.has(element) && ATTRIBUTES.test(found))) continue
    edits.push(...entities(text, at, match.index))
    at = match.index + found.length
    const breaks = raw === undefined && element !== undefined && BLOCKS.has(element)
    // One break between two blocks, none at the ends.
    const by =
      breaks && match.index > 0 && at < text.length && !isBreak(edits.at(-1), match.index) ? '\n' : ''
    edits.push({ start: match.index, end: at, by })
  }
  edits.push(...entities(text, at, text.length))
  return edits
}

const isBreak = (last: Edit | undefined, at: number): boolean => last?.by === '\n' && last.end === at

function* entities(text: string, from: number, to: number): Generator<Edit> {
  for (const { index, 0: found } of text.slice(from, to).matchAll(ENTITY)) {
    const by = characterOf(found)
    if (by !== found) yield { start: from + index, end: from + index + found.length, by }
  }
}

const known = new Map<string, string>()

/** The characters of an entity by the HTML standard's table; the entity itself if it is unknown. */
function characterOf(entity: string): string {
  const found = known.get(entity)
  if (found !== undefined) return found
  const node = parseHtml(entity)[0]
  const character = node?.kind === 'text' ? node.text : entity
  known.set(entity, character)
  return character
}
