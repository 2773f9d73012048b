/** A text made from another (rules applied, timestamps left out), with a map back to the original. */

/** Made text [start, end) stands for original [from, to). Spans are in order and cover the made text. */
export interface Span {
  readonly start: number
  readonly end: number
  readonly from: number
  readonly to: number
  /** True: unit for unit the same. False: the whole range stands for the whole range. */
  readonly same: boolean
}

export interface MappedText {
  readonly original: string
  readonly text: string
  readonly spans: readonly Span[]
}

/** UTF-16 units [start, end). */
export type Range = readonly [start: number, end: number]

export const unchanged = (text: string): MappedText => ({
  original: text,
  text,
  spans: text === '' ? [] : [{ start: 0, end: text.length, from: 0, to: text.length, same: true }],
})

/** Makes a text from parts of another, in their order. Parts that are neither kept nor replaced are left out. */
export class MapBuilder {
  private readonly parts: string[] = []
  private readonly spans: Span[] = []
  private length = 0

  constructor(private readonly original: string) {}

  keep(from: number, to: number): this {
    if (to <= from) return this
    const last = this.spans.at(-1)
    this.parts.push(this.original.slice(from, to))
    if (last?.same && last.to === from)
      this.spans[this.spans.length - 1] = { ...last, end: last.end + to - from, to }
    else this.spans.push({ start: this.length, end: this.length + to - from, from, to, same: true })
    this.length += to - from
    return this
  }

  replace(from: number, to: number, by: string): this {
    if (by === '') return this
    this.parts.push(by)
    this.spans.push({ start: this.length, end: this.length + by.length, from, to, same: false })
    this.length += by.length
    return this
  }

  build(): MappedText {
    return { original: this.original, text: this.parts.join(''), spans: this.spans }
  }
}

/** The range of the original that a range of the made text stands for; an empty range stands for an empty one. */
export function originalRange({ spans, original }: MappedText, start: number, end: number): Range {
  const first = spans[spanAt(spans, start)]
  if (!first) return [original.length, original.length]
  const from = first.same ? first.from + (start - first.start) : first.from
  if (end <= start) return [from, from]
  const last = spans[spanAt(spans, end - 1)]
  if (!last) return [from, original.length]
  return [from, last.same ? last.from + (end - last.start) : last.to]
}

/** The part of the made text that stands for a range of the original; empty if nothing of it is left. */
export function madeRange({ spans, text }: MappedText, from: number, to: number): Range {
  let start = -1
  let end = -1
  // Starts with the first span that ends after `from`: the original ranges are in order too.
  const first = firstSpan(spans, (span) => span.to > from)
  for (let i = first; i < spans.length && spans[i]!.from < to; i++) {
    const span = spans[i]!
    if (start < 0) start = span.same ? span.start + Math.max(0, from - span.from) : span.start
    end = span.same ? span.end - Math.max(0, span.to - to) : span.end
  }
  if (start >= 0) return [start, end]
  const next = spans[first]?.start ?? text.length
  return [next, next]
}

/** One map for two steps. @param second was made from the text of `first` */
export function compose(first: MappedText, second: MappedText): MappedText {
  const spans: Span[] = []
  for (const span of second.spans) {
    if (!span.same) {
      const [from, to] = originalRange(first, span.from, span.to)
      spans.push({ ...span, from, to })
      continue
    }
    // A stretch that `second` kept may lie over several spans of `first`.
    for (let i = spanAt(first.spans, span.from); i < first.spans.length; i++) {
      const below = first.spans[i]!
      const from = Math.max(span.from, below.start)
      const to = Math.min(span.to, below.end)
      if (from >= to) break
      const start = span.start + (from - span.from)
      const [originalFrom, originalTo] = originalRange(first, from, to)
      spans.push({ start, end: start + (to - from), from: originalFrom, to: originalTo, same: below.same })
    }
  }
  return { original: first.original, text: second.text, spans }
}

/** Index of the span that holds position `at` of the made text; spans.length after the last. */
const spanAt = (spans: readonly Span[], at: number): number => firstSpan(spans, (span) => span.end > at)

/** Index of the first span for which `is` holds, by binary search: it then holds for all later ones. */
function firstSpan(spans: readonly Span[], is: (span: Span) => boolean): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (is(spans[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}
