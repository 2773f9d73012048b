/** How dates and times are written: one table, over the kinds of `tokens.ts`. All line-based chats share it. */
import { JOINER, MONTH, PERIOD, RELATIVE, WEEKDAY } from './calendar'
import { classOf } from './tokens'

const month = `${classOf(MONTH)}\\.?`
const period = `${classOf(PERIOD)}\\.?`
const joiner = `${classOf(JOINER)}\\.?`
/** 日 and 月 are Sunday and Monday in Japanese. */
const weekday = `(?:${classOf(WEEKDAY)}|[Dm])\\.?`
const number = '[12]'

const DATES: readonly string[] = [
  // 2023-12-20, 2023. 12. 20., 2023/12/20
  `4(?:-${number}-${number}|/${number}/${number}|\\. ?${number}\\. ?${number}\\.?)`,
  // 20.12.2023, 12/20/23, 20. 12. 2023, and without a year 12-20, 12/20, 20.12.
  `${number}(?:-${number}(?:-[24])?|/${number}(?:/[24])?|\\. ?${number}(?:\\. ?[24])?\\.?)`,
  // 2023年12月20日, 12월 20일
  `(?:4 ?y ?)?${number} ?m ?${number} ?D`,
  // 20 tháng 12, 2023
  `${number} m ${number}(?:,? (?:y )?4)?`,
  // 20 déc. 2023, 20 de diciembre de 2023, 20. Dezember, 20-Dec-23
  `${number}o?\\.?[ -](?:${joiner} )?${month}(?:,?[ -](?:${joiner} )?4|-2)?`,
  // Dec 20, 2023, Dec 20th
  `${month} ${number}o?(?:,? 4)?`,
  // 2023 Dec 20
  `4[ -]${month}[ -]${number}`,
]

/** A weekday may stand before a date, and after it, in brackets or not. */
const DATE = `(?:${weekday},? )?(?:${DATES.join('|')})(?: ?\\[(?:${weekday}|x)\\]|,? ${weekday}|(?<=D)${weekday})?`
/** A day that needs no number. */
const DAY = `(?:${classOf(RELATIVE)}|${classOf(WEEKDAY)}\\.?)`

const seconds = `(?::2(?:[.,][12n4])?)`
const zone = `(?: ?(?:Z(?:[+-][12](?::?2)?)?|\\[Z(?:[+-][12](?::?2)?)?\\]|[+-](?:4|2:2)))`
/** 17:46, 17:46:10.123, 5:46 PM, 오후 5:46, 下午5时46分, 17h46, 17:46 Uhr */
const CLOCK = `(?:${period} ?)?${number}(?::2${seconds}?| ?h ?(?:2 ?i?(?: ?2 ?s)?)?)(?: ?${period}| ${joiner}(?![ ]?${number}))?${zone}?(?! ?${classOf(PERIOD)}\\.?(?: ?-|\\]|\n))`
/** 17.46 is a time only beside a date. */
const DOTTED = `(?:${period} ?)?${number}\\.2(?:\\.2)?(?: ?${period}| ${joiner})?`

const between = `(?:T|(?: ${joiner})?,? (?:${joiner},? )?|(?: ${joiner})?,|(?<=D))`

/**
 * A time as chats write it, with at least hours and minutes. Groups: `dated` has a day, month or year; `near` a day
 * such as yesterday.
 */
export const TIME = [
  `(?<dated>${DATE}${between}(?:${CLOCK}|${DOTTED})|${CLOCK}(?:,? | ?- ?)${DATE})`,
  `(?<near>${DAY}${between}${CLOCK})`,
  CLOCK,
].join('|')

/** A day by itself, as a heading of the messages of that day. */
export const DAY_ALONE = `[-=*~ ]*(?:${DATE}|${weekday},? ${DATE})[-=*~ ]*`

/** A line of an export that names a day or a time: "Saved on: 2024-03-12 11:00". */
export const LABELLED_TIME = `[^:\\d\\n]{1,16} ?: ?(?:${DATE}(?:${between}(?:${CLOCK}|${DOTTED}))?)`

/** Whether a line can hold a time at all: far quicker than to read it. */
export const MAY_HOLD_TIME =
  /\p{Nd}[\s\p{Cf}]{0,2}[:：.h時时시点點][\s\p{Cf}]{0,2}\p{Nd}{2}|\p{Nd}\s?[h時时시点點]/u

/** The minute of the day of a time that the grammar has read; null: no such time of day. */
export function clockOf(text: string): { readonly minute: number } | null {
  const found =
    /(?<!\d)(\d{1,2}) ?[:h時时시点點] ?(\d\d)/.exec(text) ?? /(\d{1,2})\.(\d\d)(?:\.\d\d)?\D*$/.exec(text)
  if (!found) return hourAlone(text)
  const [hour, minute] = [Number(found[1]), Number(found[2])]
  return hour <= 24 && minute < 60 ? { minute: hour * 60 + minute } : null
}

function hourAlone(text: string): { readonly minute: number } | null {
  const hour = /(\d{1,2}) ?[h時时시点點]/.exec(text)
  return hour ? { minute: 60 * Number(hour[1]) } : null
}
