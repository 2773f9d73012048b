/** The script that a text is written in. A language is not guessed: English and German are both Latin. */
import type { ScriptShare } from './types'

/** ISO 15924 → one word, or one character where words have no spaces between them. */
const SCRIPTS: Readonly<Record<string, RegExp>> = {
  Hani: /\p{Script=Han}/gu,
  Kana: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu,
  Hang: /\p{Script=Hangul}+/gu,
  Latn: /\p{Script=Latin}[\p{Script=Latin}\p{M}'’]*/gu,
  Cyrl: /\p{Script=Cyrillic}+/gu,
  Grek: /\p{Script=Greek}+/gu,
  Arab: /[\p{Script=Arabic}\p{M}]+/gu,
  Hebr: /[\p{Script=Hebrew}\p{M}]+/gu,
  Thai: /\p{Script=Thai}/gu,
  Deva: /[\p{Script=Devanagari}\p{M}]+/gu,
  Beng: /[\p{Script=Bengali}\p{M}]+/gu,
  Taml: /[\p{Script=Tamil}\p{M}]+/gu,
  Khmr: /\p{Script=Khmer}/gu,
  Laoo: /\p{Script=Lao}/gu,
  Mymr: /\p{Script=Myanmar}/gu,
  Geor: /\p{Script=Georgian}+/gu,
  Armn: /\p{Script=Armenian}+/gu,
}

/** Kana among Chinese characters from which a text is Japanese. */
const KANA = 0.1

/** A script is that of a text from this share of its words on. */
const MOST = 0.6

/** Null: no script has most of the words, or there are none. */
export function scriptOf(text: string): ScriptShare | null {
  const counts = new Map<string, number>()
  for (const [script, word] of Object.entries(SCRIPTS)) {
    counts.set(script, text.match(word)?.length ?? 0)
  }
  const kana = counts.get('Kana')!
  const han = counts.get('Hani')!
  counts.delete('Kana')
  if (kana > KANA * (kana + han)) {
    counts.delete('Hani')
    counts.set('Jpan', kana + han)
  }
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const [script, count] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most))
  return total > 0 && count >= MOST * total ? { script, share: count / total } : null
}
