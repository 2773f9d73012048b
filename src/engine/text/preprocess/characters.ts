/** Rules that look at characters one by one. */
import { lengthWithoutEnd } from '../ends'
import { replacing, type Edit } from './edit'
import type { EmojiRule, SymbolsRule, UrlsRule, WhitespaceRule } from './types'

export function symbols(text: string, { characters, replacement }: SymbolsRule): Iterable<Edit> {
  const each = [...new Set(characters)].filter((one) => one.trim() !== '')
  const escaped = each.map((one) => one.replace(/[\\\]^-]/, '\\$&'))
  return each.length === 0
    ? []
    : replacing(text, new RegExp(`[${escaped.join('')}]`, 'gu'), () => replacement)
}

// U+200D (joiner) and U+FE0F (variation selector) make one emoji of several characters: inside an emoji they stay.
const CONTROL =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]|(?<!\p{Extended_Pictographic}\p{M}*|\p{Emoji_Modifier})\u200d|\u200d(?!\p{Extended_Pictographic})/gu

/** Line and paragraph separators become newlines; the other characters are removed. */
export const control = (text: string): Iterable<Edit> =>
  replacing(text, CONTROL, (found) => (found === '\u2028' || found === '\u2029' ? '\n' : ''))

/** Sequences of emoji as people see them; digits, # and * are emoji only with their keycap. */
const EMOJI =
  /(?:[0-9#*]\ufe0f?\u20e3|[\u{1f1e6}-\u{1f1ff}]{2}|\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?(?:[\u{e0020}-\u{e007f}]+)?(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)*)\ufe0f?/gu
/** Marks such as © and ™ in Extended_Pictographic: they are text, unless a variation selector asks for a picture. */
const TEXT_LIKE = /^[©®™‼⁉ℹ↔-↪]$/u

export const emoji = (text: string, { replacement }: EmojiRule): Iterable<Edit> =>
  replacing(text, EMOJI, (found) => (TEXT_LIKE.test(found) ? found : replacement))

const URL = /(?:https?:\/\/|www\.)[^\s<>"'，。；！？、“”‘’「」『』（）《》【】\u3000]+/giu

/** Marks at the end of a URL that belong to the sentence around it. */
const AFTER_URL = new Set('.,!?;:)]}')

export const urls = (text: string, { longerThan, keep, replacement }: UrlsRule): Iterable<Edit> =>
  replacing(text, URL, (whole) => {
    const found = whole.slice(0, lengthWithoutEnd(whole, AFTER_URL))
    const rest = whole.slice(found.length)
    if (found.length <= longerThan) return whole
    if (keep === 'nothing') return replacement + rest
    const noQuery = found.replace(/[?#].*$/, '')
    return (keep === 'no-query' ? noQuery : hostOf(noQuery)) + rest
  })

const hostOf = (url: string): string => url.replace(/^[a-z]+:\/\//i, '').replace(/[/:].*$/, '')

/** Tabs, no-break and ideographic spaces count as white space. The ends of the text are trimmed. */
export const whitespace = (text: string, { newlines }: WhitespaceRule): Iterable<Edit> =>
  replacing(text, /[\s\u0085]+/gu, (found, index) => {
    if (index === 0 || index + found.length === text.length) return ''
    return newlines === 'keep' && /[\n\r\u0085\u2028\u2029]/.test(found) ? '\n' : ' '
  })

/** U+FF01–FF5E are ASCII plus 0xFEE0; the ideographic space becomes a space. */
export const fullWidth = (text: string): Iterable<Edit> =>
  replacing(text, /[\uff01-\uff5e\u3000]/gu, (found) =>
    found === '\u3000' ? ' ' : String.fromCharCode(found.charCodeAt(0) - 0xfee0),
  )

/** As toLowerCase() of the whole text: a final sigma depends on its neighbours, so words with one are lowered whole. */
export function* lowerCase(text: string): Generator<Edit> {
  const upper = /\p{Lu}|\p{Lt}/gu
  if (!text.includes('Σ')) return yield* replacing(text, upper, (found) => found.toLowerCase())
  for (const { index, 0: word } of text.matchAll(/\p{L}+/gu)) {
    if (word.includes('Σ')) yield { start: index, end: index + word.length, by: word.toLowerCase() }
    else
      for (const { start, end, by } of replacing(word, upper, (found) => found.toLowerCase()))
        yield { start: index + start, end: index + end, by }
  }
}
