/**
 * How long a parser would take. The HTML standard makes a tree that grows with the square of hostile HTML: elements such as
 * <b> that are not closed are made again in each later paragraph, and each tag looks through all open elements. So the tags are
 * counted first. This is an estimate: it follows the standard where that changes the order of growth, and nowhere else.
 */

const words = (list: string) => new Set(list.split(' '))

const FORMATTING = words('a b big code em font i nobr s small strike strong tt u')
const VOID = words(
  'area base bgsound br col embed frame hr image img input keygen link meta param source track wbr',
)
/** Their content has no tags. */
const RAW = words('script style textarea title xmp iframe noembed noframes')
const FOREIGN = words('svg math')
/** These begin where one like them ends. Where the search for the one before ends: */
const ITEMS: Readonly<
  Record<string, { readonly ends: ReadonlySet<string>; readonly within: ReadonlySet<string> }>
> = {
  li: { ends: words('li'), within: words('ul ol menu dir') },
  dd: { ends: words('dd dt'), within: words('dl') },
  dt: { ends: words('dd dt'), within: words('dl') },
  option: { ends: words('option'), within: words('select') },
  td: { ends: words('td th'), within: words('tr table') },
  th: { ends: words('td th'), within: words('tr table') },
  tr: { ends: words('tr'), within: words('table') },
}
/** A paragraph ends where one of these begins. */
const ENDS_PARAGRAPH = words(
  'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
    'header hgroup hr li dd dt listing main menu nav ol p plaintext pre search section summary table ul xmp',
)
const PARAGRAPH = { ends: words('p'), within: words('table td th button') }

/** A new element takes as long as a look at this many open ones. */
const NEW = 300
/** A look of this estimate takes as long as several of a parser. */
const LOOK = 10
const NONE: ReadonlySet<string> = new Set()
/** About half a second. A megabyte of well-formed HTML has less than a hundredth of it. */
export const COSTLY = 200_000_000

interface Tag {
  readonly name: string
  readonly isEnd: boolean
  /** As written: the same formatting element is made again three times at most. */
  readonly written: string
}

/** The estimate, in looks at an open element; not higher than a little above COSTLY. Takes time linear in the length. */
export function parseCost(html: string): number {
  const open = new OpenElements()
  for (const tag of tagsOf(html, open)) {
    open.take(tag)
    if (open.cost > COSTLY) break
  }
  return open.cost
}

class OpenElements {
  cost = 0
  foreign = 0
  private readonly stack: Tag[] = []
  /** How many elements of each name are in the stack. */
  private readonly counts = new Map<string, number>()
  /** Formatting elements whose parent was closed before them: made again by what comes next. */
  private lost: Tag[] = []

  take(tag: Tag): void {
    this.cost += this.stack.length
    if (tag.isEnd) return this.close(tag.name)
    if (ENDS_PARAGRAPH.has(tag.name)) this.closeWithin(PARAGRAPH)
    const item = ITEMS[tag.name]
    if (item) this.closeWithin(item)
    if (!ENDS_PARAGRAPH.has(tag.name)) this.again()
    if (VOID.has(tag.name)) return
    if (FOREIGN.has(tag.name)) this.foreign++
    this.push(tag)
  }

  /** Text, and tags inside of a line, make the lost elements again. */
  again(): void {
    this.cost += this.lost.length * NEW
    for (const tag of this.lost) this.push(tag)
    this.lost = []
  }

  private push(tag: Tag): void {
    this.stack.push(tag)
    this.counts.set(tag.name, (this.counts.get(tag.name) ?? 0) + 1)
  }

  private removed(tags: readonly Tag[]): void {
    for (const { name } of tags) {
      this.counts.set(name, this.counts.get(name)! - 1)
      if (FOREIGN.has(name)) this.foreign--
    }
  }

  /** Place of the last element for which `is` holds; -1: none before one for which `stops` does. */
  private lastOf(is: ReadonlySet<string>, stops: ReadonlySet<string>): number {
    let isOpen = false
    for (const name of is) isOpen ||= (this.counts.get(name) ?? 0) > 0
    if (!isOpen) return -1
    for (let at = this.stack.length - 1; at >= 0; at--) {
      this.cost += LOOK
      const { name } = this.stack[at]!
      if (is.has(name)) return at
      if (stops.has(name)) return -1
    }
    return -1
  }

  private close(name: string): void {
    if (FORMATTING.has(name)) {
      const at = this.lost.findLastIndex((tag) => tag.name === name)
      this.cost += this.lost.length
      if (at >= 0) {
        this.lost.splice(at, 1)
        return
      }
    }
    const at = this.lastOf(new Set([name]), NONE)
    if (at < 0) return
    if (FORMATTING.has(name)) this.removed(this.stack.splice(at, 1))
    else this.closeTo(at)
  }

  private closeWithin({ ends, within }: { ends: ReadonlySet<string>; within: ReadonlySet<string> }): void {
    const at = this.lastOf(ends, within)
    if (at >= 0) this.closeTo(at)
  }

  /** Closes the element at this place of the stack and all that are in it. */
  private closeTo(at: number): void {
    const closed = this.stack.splice(at)
    this.removed(closed)
    const alike = new Map<string, number>()
    for (const tag of closed) {
      if (!FORMATTING.has(tag.name)) continue
      const count = (alike.get(tag.written) ?? 0) + 1
      alike.set(tag.written, count)
      if (count <= 3) this.lost.push(tag)
    }
  }
}

const NAME = /<(\/?)([a-z][^\s/>]*)/iy

function* tagsOf(html: string, open: OpenElements): Generator<Tag> {
  let at = 0
  for (;;) {
    const next = html.indexOf('<', at)
    if (next < 0) return
    if (/\S/.test(html.slice(at, Math.min(next, at + 100)))) open.again()
    NAME.lastIndex = next
    const found = NAME.exec(html)
    if (!found) {
      at = pastOther(html, next)
      if (at < 0) return
      continue
    }
    const end = tagEnd(html, next + found[0].length)
    if (end < 0) return
    const name = found[2]!.toLowerCase()
    const isEnd = found[1] !== ''
    yield { name, isEnd, written: html.slice(next, end) }
    at = end
    if (isEnd || open.foreign > 0 || !RAW.has(name)) continue
    const closing = new RegExp(`</${name}(?=[\\s/>])`, 'gi')
    closing.lastIndex = end
    const content = closing.exec(html)
    if (!content) return
    at = content.index
  }
}

/** The place after a comment, a doctype, or a < that begins no tag; -1: the rest is part of it. */
function pastOther(html: string, at: number): number {
  const isComment = html.startsWith('<!--', at)
  if (isComment && html[at + 4] !== '>' && !html.startsWith('->', at + 4)) {
    const end = html.indexOf('-->', at + 4)
    return end < 0 ? -1 : end + 3
  }
  if (!/[!?/]/.test(html[at + 1] ?? '')) return at + 1
  const end = html.indexOf('>', at)
  return end < 0 ? -1 : end + 1
}

/** The place after a tag whose name ends at `from`; -1: the text ends inside of it. Quotes count only after "=". */
function tagEnd(html: string, from: number): number {
  for (let at = from; at < html.length; at++) {
    const char = html[at]
    if (char === '>') return at + 1
    if (char !== '=') continue
    while (/\s/.test(html[at + 1] ?? '')) at++
    const quote = html[at + 1]
    if (quote !== '"' && quote !== "'") continue
    const end = html.indexOf(quote, at + 2)
    if (end < 0) return -1
    at = end
  }
  return -1
}
