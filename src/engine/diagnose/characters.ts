/** Characters that people do not see, or take for others. */
import { nameOf } from '../text/named-characters'
import { control, fullWidth } from '../text/preprocess/characters'
import type { Edit } from '../text/preprocess/edit'

interface Found {
  readonly characters: readonly { readonly name: string; readonly count: number }[]
  /** The text as the rule of this name leaves it. */
  readonly text: string
}

/** The ordinary marks of Chinese and Japanese, which have the form of full-width ASCII. */
const ORDINARY = /[！（），．：；？～\u3000]/u

/** Control, zero-width, bidi and other format characters: what the rule "control" changes. Null: there is none. */
export const hiddenIn = (text: string): Found | null => found(text, control(text), () => true)

/** Full-width letters, digits and signs, other than the marks of Chinese and Japanese. The text is that of the rule, which changes the marks too. */
export const fullWidthIn = (text: string): Found | null =>
  found(text, fullWidth(text), (character) => !ORDINARY.test(character))

function found(text: string, edits: Iterable<Edit>, counts: (character: string) => boolean): Found | null {
  const names = new Map<string, number>()
  const parts: string[] = []
  let at = 0
  for (const { start, end, by } of edits) {
    parts.push(text.slice(at, start), by)
    at = end
    const character = text.slice(start, end)
    if (!counts(character)) continue
    const name = nameOf(character.codePointAt(0)!)?.name ?? character
    names.set(name, (names.get(name) ?? 0) + 1)
  }
  if (names.size === 0) return null
  parts.push(text.slice(at))
  return {
    characters: [...names]
      .map(([name, count]) => ({ name, count }))
      .sort((one, other) => other.count - one.count),
    text: parts.join(''),
  }
}
