/**
 * The words that people's devices write around a date and a time: months, weekdays, yesterday, PM, "at". The runtime
 * knows them for every language (CLDR), so they are asked for and not listed here.
 */
const LOCALES =
  'en en-GB en-AU de fr es es-MX pt it nl sv da nb fi is pl cs sk hu ro bg sr hr sl ru uk el tr az kk id ms vi th ar he fa ur hi bn ta te mr gu ja ko zh zh-TW sw ca et lv lt'.split(
    ' ',
  )

/** What a word may stand for, as bits: "mar" is March and Tuesday. */
export const MONTH = 1
export const WEEKDAY = 2
/** AM, 下午, de la tarde. */
export const PERIOD = 4
/** Between date and time, or inside a date: at, à, um, de, Uhr. */
export const JOINER = 8
/** Yesterday, 昨天. */
export const RELATIVE = 16

const KIND_OF: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {
  month: MONTH,
  weekday: WEEKDAY,
  dayPeriod: PERIOD,
  literal: JOINER,
}

const FORMATS: readonly Intl.DateTimeFormatOptions[] = [
  { dateStyle: 'full', timeStyle: 'short', hour12: true },
  { dateStyle: 'medium' },
  { month: 'long' },
  { month: 'short', weekday: 'short' },
  { hour: 'numeric', dayPeriod: 'short', hour12: true },
]

type Word = readonly [phrase: string, kinds: number]

/** Written by devices, and not among what the formats give. */
const EXTRA: readonly Word[] = [
  ['à', JOINER],
  ['on', JOINER],
  ['a las', JOINER],
  ['a la', JOINER],
  ['alle', JOINER],
  ['kl', JOINER],
  ['om', JOINER],
  ['saat', JOINER],
  ['в', JOINER],
  ['о', JOINER],
  ['น', JOINER],
  ['sa', PERIOD],
  ['ch', PERIOD],
  ['ก่อนเที่ยง', PERIOD],
  ['หลังเที่ยง', PERIOD],
  ['म.उ', PERIOD],
  ['म.पू', PERIOD],
  ['अपराह्न', PERIOD],
  ['पूर्वाह्न', PERIOD],
]

/** By the first two characters of a phrase, the longest first. */
let dictionary: ReadonlyMap<string, readonly Word[]> | undefined

/** Scripts that write words without spaces between them. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u
const LETTER = /[\p{L}\p{M}]/u

export const isUnspaced = (char: string): boolean => UNSPACED.test(char)
export const isLetter = (char: string | undefined): boolean => char !== undefined && LETTER.test(char)

/** Whether all of a text is one word of the calendar that may stand for any of these bits. */
export function isCalendarWord(text: string, bits: number): boolean {
  const word = calendarWord(text.toLowerCase(), 0)
  return word !== undefined && (word[1] & bits) !== 0 && word[0].length >= text.replace(/\.$/, '').length
}

/** The longest whole phrase of the calendar that begins at `at` of a text in lower case. */
export function calendarWord(text: string, at: number): Word | undefined {
  dictionary ??= ask()
  const whole = ([phrase]: Word) =>
    text.startsWith(phrase, at) && (!isLetter(text[at + phrase.length]) || isUnspaced(phrase.at(-1)!))
  return dictionary.get(text.slice(at, at + 2))?.find(whole) ?? dictionary.get(text[at]!)?.find(whole)
}

/** The first days of the months of 2023 are all seven weekdays. */
const DAYS = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2023, month, 1, 2 * month, 46)))

/** Asks for the words of one language. */
function askLocale(locale: string, words: Map<string, number>): void {
  const add = (value: string, kind: number) => {
    const word = value
      .replace(/\s+/g, ' ')
      .replace(/^[^\p{L}]+|[^\p{L}\p{M}]+$/gu, '')
      .toLowerCase()
    // A Latin letter alone is a word by accident; 月 and 시 are units, which the grammar knows.
    const isAccident =
      (word.length < 2 && /\p{Script=Latin}/u.test(word)) ||
      (kind === JOINER && /[\p{Script=Han}\p{Script=Hangul}]/u.test(word))
    if (word !== '' && !isAccident && !/\d/.test(word)) words.set(word, (words.get(word) ?? 0) | kind)
  }
  for (const options of FORMATS) {
    const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory-nu-latn`, { ...options, timeZone: 'UTC' })
    for (const { type, value } of DAYS.flatMap((day) => format.formatToParts(day)))
      if (KIND_OF[type] !== undefined) add(value, KIND_OF[type])
  }
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  for (const day of [-2, -1, 0]) add(relative.format(day, 'day'), RELATIVE)
}

function ask(): ReadonlyMap<string, readonly Word[]> {
  const words = new Map<string, number>(EXTRA)
  for (const locale of LOCALES) askLocale(locale, words)
  return byStart(words)
}

/** Languages between two pauses: some ten milliseconds. */
const AT_ONCE = 2

/**
 * Asks for the words in parts, so that a page goes on meanwhile: all of them take a few hundred milliseconds. Without it the
 * first text that is looked at waits for them.
 * @param pause called between the parts
 */
export async function prepareCalendar(pause: () => Promise<void>): Promise<void> {
  const words = new Map<string, number>(EXTRA)
  for (let at = 0; at < LOCALES.length && dictionary === undefined; at += AT_ONCE) {
    for (const locale of LOCALES.slice(at, at + AT_ONCE)) askLocale(locale, words)
    await pause()
  }
  dictionary ??= byStart(words)
}

function byStart(words: ReadonlyMap<string, number>): ReadonlyMap<string, readonly Word[]> {
  const found = new Map<string, Word[]>()
  for (const word of [...words].sort(([one], [other]) => other.length - one.length)) {
    const start = word[0].slice(0, 2)
    const known = found.get(start)
    if (known) known.push(word)
    else found.set(start, [word])
  }
  return found
}
