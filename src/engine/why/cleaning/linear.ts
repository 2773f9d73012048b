/**
 * What regular expressions of cleaning steps do, in time linear in the text. As expressions they look through the rest of the
 * text again from each bracket, star or letter; the results are the same.
 */

/** Whether there is a tag or an entity: /<[a-z!/][^>]*>|&#?\w+;/i. */
export const mayBeHtml = (text: string): boolean =>
  /<[a-z!/]/i.test(text.slice(0, Math.max(0, text.lastIndexOf('>')))) || /&#?\w+;/.test(text)

/** /<[^>]*>/g */
export function replaceTags(text: string, by: string): string {
  const end = text.lastIndexOf('>') + 1
  return text.slice(0, end).replaceAll(/<[^>]*>/g, by) + text.slice(end)
}

/** An address: the characters before the @, and what follows it. */
interface Address {
  readonly before: RegExp
  /** Sticky. */
  readonly after: RegExp
}
/** /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g */
export const EMAIL: Address = { before: /[\w.+-]/, after: /[\w-]+(?:\.[\w-]+)+/y }
/** /[a-zA-Z0-9_.+-]+@[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+/g */
export const EMAIL_OF_DIFY: Address = { before: /[a-zA-Z0-9_.+-]/, after: /[a-zA-Z0-9-]+\.[a-zA-Z0-9-.]+/y }

export function replaceEmails(text: string, { before, after }: Address, by: string): string {
  const parts: string[] = []
  let done = 0
  let least = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', least)) {
    let start = at
    while (start > least && before.test(text[start - 1]!)) start--
    after.lastIndex = at + 1
    least = at + 1
    if (start === at || !after.test(text)) continue
    parts.push(text.slice(done, start), by)
    done = least = after.lastIndex
  }
  return parts.join('') + text.slice(done)
}

/** /\S*@\S+/g */
export const replaceWordsWithAt = (text: string, by: string): string =>
  text.replaceAll(/\S+/g, (word) => (/@\S/.test(word) ? by : word))

/** /[\p{P}\s]+$/u */
export function withoutEndPunctuation(text: string): string {
  let end = text.length
  while (end > 0) {
    const length =
      /[\udc00-\udfff]/.test(text[end - 1]!) && /[\ud800-\udbff]/.test(text[end - 2] ?? '') ? 2 : 1
    if (!/[\p{P}\s]/u.test(text.slice(end - length, end))) break
    end -= length
  }
  return text.slice(0, end)
}

/** A link of Markdown: text in brackets, and what stands behind it in other ones. */
interface Link {
  readonly opens: '[' | '!['
  /** The brackets may be empty. */
  readonly mayBeEmpty?: boolean
  readonly then: '(' | '['
  readonly closes: ')' | ']'
  /** Sticky: what must follow `then`. */
  readonly target?: RegExp
}
/** /!\[([^\]]*)\]\([^)]*\)/g */
export const IMAGE: Link = { opens: '![', mayBeEmpty: true, then: '(', closes: ')' }
/** /\[([^\]]*)\]\([^)]*\)/g */
export const LINK: Link = { opens: '[', mayBeEmpty: true, then: '(', closes: ')' }
/** /\[([^\]]+)\]\[[^\]]*\]/g */
export const REFERENCE: Link = { opens: '[', then: '[', closes: ']' }
/** /\[[^\]]*\]\(https?:\/\/[^)]+\)/g */
export const WEB_LINK: Link = { ...LINK, target: /https?:\/\/[^)]/y }

/** @param by what stands for a link, of its text and the whole of it */
export function replaceLinks(
  text: string,
  { opens, mayBeEmpty = false, then, closes, target }: Link,
  by: (inner: string, from: number, to: number) => { readonly from: number; readonly by: string },
): string {
  const parts: string[] = []
  let done = 0
  let open = text.indexOf(opens)
  // The first opening bracket after the last closing one is the one that matches.
  for (let close = text.indexOf(']'); close >= 0 && open >= 0;) {
    let next = close + 1
    const inner = open + opens.length
    const isLink = inner < close || (mayBeEmpty && inner === close)
    if (isLink && text[close + 1] === then && matches(target, text, close + 2)) {
      const end = text.indexOf(closes, close + 2)
      // Nothing closes any more, so nothing further on is a link.
      if (end < 0) break
      const made = by(text.slice(inner, close), open, end + 1)
      parts.push(text.slice(done, made.from), made.by)
      done = next = end + 1
    }
    if (open < next) open = text.indexOf(opens, next)
    close = text.indexOf(']', next)
  }
  return parts.join('') + text.slice(done)
}

function matches(pattern: RegExp | undefined, text: string, at: number): boolean {
  if (pattern === undefined) return true
  pattern.lastIndex = at
  return pattern.test(text)
}

/** /(\*\*|__)(?=\S)([^\n]*?\S)\1/g for two marks, (\*\*\*|___) for three; the text between them stays. */
export function withoutEmphasis(text: string, count: 2 | 3): string {
  const opens = count === 2 ? /(?:\*\*|__)(?=\S)/g : /(?:\*\*\*|___)(?=\S)/g
  /** By mark: where the next closing one was found, from which place on; -1: none before the end of that line. */
  const known = new Map<string, { readonly from: number; readonly at: number; readonly line: number }>()
  const closeFrom = (mark: string, from: number): number => {
    const last = known.get(mark)
    if (last && from >= last.from && (last.at >= from || (last.at < 0 && from <= last.line))) return last.at
    const newline = text.indexOf('\n', from)
    const line = newline < 0 ? text.length : newline
    let at = text.indexOf(mark, from)
    while (at >= 0 && at < line && /\s/.test(text[at - 1]!)) at = text.indexOf(mark, at + 1)
    const found = at >= 0 && at < line ? at : -1
    known.set(mark, { from, at: found, line })
    return found
  }
  const parts: string[] = []
  let done = 0
  for (let match = opens.exec(text); match; match = opens.exec(text)) {
    const mark = match[0]
    const inner = match.index + count
    const close = closeFrom(mark, inner + 1)
    opens.lastIndex = match.index + 1
    if (close < 0) continue
    parts.push(text.slice(done, match.index), text.slice(inner, close))
    done = opens.lastIndex = close + count
  }
  return parts.join('') + text.slice(done)
}
