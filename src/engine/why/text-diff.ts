/** Two texts, word by word: what both have, what only one has. Pure. */
export interface DiffPart {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Larger tables of words are not compared: the middle is then one removal and one addition. */
const MOST_CELLS = 4_000_000

/** Words, characters of scripts without spaces, single signs, and runs of white space. */
const UNITS = /\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}\p{M}_]+?(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[^\p{L}\p{N}\p{M}_]|$)|[^]/gu // oxfmt-ignore

/** @returns parts in order: all without 'added' are `before`, all without 'removed' are `after` */
export function textDiff(before: string, after: string): DiffPart[] {
  const a: string[] = before.match(UNITS) ?? []
  const b: string[] = after.match(UNITS) ?? []
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let end = 0
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const parts: DiffPart[] = []
  const add = (kind: DiffPart['kind'], text: string) => {
    const last = parts.at(-1)
    if (text === '') return
    if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text }
    else parts.push({ kind, text })
  }
  add('same', a.slice(0, start).join(''))
  const [x, y] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  for (const [kind, unit] of middle(x, y)) add(kind, unit)
  add('same', a.slice(a.length - end).join(''))
  return parts
}

/** The longest common subsequence. */
function middle(x: readonly string[], y: readonly string[]): (readonly [DiffPart['kind'], string])[] {
  const all = (kind: DiffPart['kind'], units: readonly string[]) => units.map((unit) => [kind, unit] as const)
  if (x.length * y.length > MOST_CELLS) return [...all('removed', x), ...all('added', y)]
  const width = y.length + 1
  const longest = new Int32Array((x.length + 1) * width)
  for (let i = x.length - 1; i >= 0; i--)
    for (let j = y.length - 1; j >= 0; j--)
      longest[i * width + j] =
        x[i] === y[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!)
  const found: (readonly [DiffPart['kind'], string])[] = []
  let [i, j] = [0, 0]
  while (i < x.length && j < y.length) {
    if (x[i] === y[j]) {
      found.push(['same', x[i]!])
      i++
      j++
    } else if (longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!) found.push(['removed', x[i++]!])
    else found.push(['added', y[j++]!])
  }
  return [...found, ...all('removed', x.slice(i)), ...all('added', y.slice(j))]
}
