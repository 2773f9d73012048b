/**
 * Finds what may be a tag of HTML, with its place. By hand: as one regular expression it takes time that grows with the square
 * or the cube of an unfinished tag. Here every search that may run to the end of the text is made once.
 */

export interface HtmlTag {
  readonly start: number
  readonly end: number
  /** Lower case; null: a comment, a doctype, or an element with all that is in it, such as a script. */
  readonly name: string | null
}

const NAME = /<\/?([a-z][a-z0-9-]*)/iy
const DOCTYPE = /<!doctype/iy
/** Elements whose content is no text. */
const RAW = /<(script|style|template|title)\b/iy

/** Tags in order, without overlap. Takes time linear in the length of the text. */
export function* tagsIn(text: string): Generator<HtmlTag> {
  const search = new TagSearch(text)
  for (let at = text.indexOf('<'); at >= 0;) {
    const tag = search.at(at)
    if (tag) yield tag
    at = text.indexOf('<', tag ? tag.end : at + 1)
  }
}

/** The next match of a pattern from a place on. Places must be asked in ascending order; what was found is kept. */
class Next {
  private from = 0
  /** Null: nothing was asked yet; [-1, -1]: there is none. */
  private found: readonly [start: number, end: number] | null = null

  constructor(
    private readonly text: string,
    private readonly pattern: RegExp,
  ) {}

  /** End of the next match; -1: there is none. */
  endFrom(at: number): number {
    const known = this.found
    if (known && at >= this.from && (known[0] < 0 || known[0] >= at)) return known[1]
    this.pattern.lastIndex = at
    const match = this.pattern.exec(this.text)
    this.from = at
    this.found = match ? [match.index, match.index + match[0].length] : [-1, -1]
    return this.found[1]
  }
}

class TagSearch {
  private readonly comment: Next
  private readonly bracket: Next
  private readonly closing = new Map<string, Next>()
  /** 1: from here, outside of quotes, no tag ends. Made when a tag first has no end. */
  private endless: Uint8Array | null = null

  constructor(private readonly text: string) {
    this.comment = new Next(text, /-->/g)
    this.bracket = new Next(text, />/g)
  }

  /** The tag that begins at `at`, or null. */
  at(at: number): HtmlTag | null {
    const end = this.contentEnd(at)
    if (end >= 0) return { start: at, end, name: null }
    const found = matchAt(NAME, this.text, at)
    if (!found) return null
    const after = this.tagEnd(at + found[0].length)
    return after < 0 ? null : { start: at, end: after, name: found[1]!.toLowerCase() }
  }

  /** End of a comment, a doctype, or an element with its content, which begins at `at`; -1: there is none. */
  private contentEnd(at: number): number {
    const { text } = this
    if (text.startsWith('<!--', at)) return this.comment.endFrom(at + 4)
    if (matchAt(DOCTYPE, text, at)) return this.bracket.endFrom(at + 9)
    const raw = matchAt(RAW, text, at)
    if (!raw) return -1
    const opened = this.bracket.endFrom(at + raw[0].length)
    return opened < 0 ? -1 : this.closingOf(raw[1]!.toLowerCase()).endFrom(opened)
  }

  private closingOf(name: string): Next {
    const known = this.closing.get(name)
    if (known) return known
    const made = new Next(this.text, new RegExp(`</${name}\\s*>`, 'gi'))
    this.closing.set(name, made)
    return made
  }

  /** End of the tag whose name ends at `at`; -1: it has none. */
  private tagEnd(at: number): number {
    const { text } = this
    if (text[at] === '>') return at + 1
    if (text[at] === '/' && text[at + 1] === '>') return at + 2
    if (at >= text.length || !/\s/.test(text[at]!)) return -1
    let end = at
    while (end < text.length && this.endless?.[end] !== 1) {
      const char = text[end]!
      if (char === '>') return end + 1
      const quoted = char === '"' || char === "'"
      const next = quoted ? text.indexOf(char, end + 1) + 1 : end + 1
      if (next === 0) break
      end = next
    }
    this.markEndless(at, end)
    return -1
  }

  /** Goes the same way again and marks it, so that no other tag goes it. */
  private markEndless(from: number, to: number): void {
    const { text } = this
    const marks = (this.endless ??= new Uint8Array(text.length))
    for (let at = from; at < to;) {
      marks[at] = 1
      const char = text[at]!
      at = char === '"' || char === "'" ? text.indexOf(char, at + 1) + 1 : at + 1
    }
    if (to < text.length) marks[to] = 1
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
