/**
 * The rule that strips HTML. It finds tags by pattern, because every change must keep its place in the text and a tree of
 * HTML has no places. What editors paste goes through src/engine/text/html/, which keeps no offsets.
 */
import { parseHtml } from '../html/parser'
import type { Edit } from './edit'
import { tagsIn } from './html-tags'

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

/**
 * Removes tags, comments, scripts and styles; a block becomes a line break; entities become their characters.
 * @param isSource the text is HTML for certain, so whatever may be a tag is one
 */
export function htmlEdits(text: string, isSource = false): Edit[] {
  const edits: Edit[] = []
  learn(text)
  let at = 0
  for (const { start, end, name } of tagsIn(text)) {
    if (!isSource && name !== null && !(ELEMENTS.has(name) && ATTRIBUTES.test(text.slice(start, end))))
      continue
    addEntities(edits, text, at, start)
    at = end
    const breaks = name !== null && BLOCKS.has(name)
    // One break between two blocks, none at the ends.
    const by = breaks && start > 0 && at < text.length && !isBreak(edits.at(-1), start) ? '\n' : ''
    edits.push({ start, end: at, by })
  }
  addEntities(edits, text, at, text.length)
  return edits
}

const isBreak = (last: Edit | undefined, at: number): boolean => last?.by === '\n' && last.end === at

function addEntities(edits: Edit[], text: string, from: number, to: number): void {
  for (const { index, 0: found } of text.slice(from, to).matchAll(ENTITY)) {
    const by = known.get(found) ?? found
    if (by !== found) edits.push({ start: from + index, end: from + index + found.length, by })
  }
}

/** The characters of entities by the HTML standard's table; an entity that is unknown is itself. */
const known = new Map<string, string>()
const MOST_KNOWN = 100_000

/** Asks the parser for the entities of a text. All at once: a parser takes longer to start than to read a thousand of them. */
function learn(text: string): void {
  if (known.size > MOST_KNOWN) known.clear()
  const asked = [...new Set(text.match(ENTITY))].filter((entity) => !known.has(entity))
  if (asked.length === 0) return
  let at = 0
  for (const entity of asked) known.set(entity, entity)
  for (const node of parseHtml(asked.join('<br>')))
    if (node.kind === 'text') known.set(asked[at]!, node.text)
    else at++
}
