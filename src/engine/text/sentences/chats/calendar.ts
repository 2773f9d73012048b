/**
 * The words that people's devices write around a date and a time: months, weekdays, yesterday, PM, "at". The runtime
 * knows them for every language (CLDR), so they are asked for and not listed here.
 */
const LOCALES =
  'en en-GB en-AU de fr es es-MX pt it nl sv da nb fi is pl cs sk hu ro bg sr hr sl ru uk el tr az kk id ms vi th ar he fa ur hi bn ta te mr gu ja ko zh zh-TW sw ca et lv lt'

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

function ask(): ReadonlyMap<string, readonly Word[]> {
  const words = new Map<string, number>(EXTRA)
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
  // The first days of the months of 2023 are all seven weekdays.
  const days = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2023, month, 1, 2 * month, 46)))
  for (const locale of LOCALES.split(' ')) {
    for (const options of FORMATS) {
      const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory-nu-latn`, {
        ...options,
        timeZone: 'UTC',
      })
      for (const { type, value } of days.flatMap((day) => format.formatToParts(day)))
        if (KIND_OF[type] !== undefined) add(value, KIND_OF[type])
    }
    const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
    for (const day of [-2, -1, 0]) add(relative.format(day, 'day'), RELATIVE)
  }
  const byStart = new Map<string, Word[]>()
  for (const word of [...words].sort(([one], [other]) => other.length - one.length)) {
    const start = word[0].slice(0, 2)
    const known = byStart.get(start)
    if (known) known.push(word)
    else byStart.set(start, [word])
  }
  return byStart
}
