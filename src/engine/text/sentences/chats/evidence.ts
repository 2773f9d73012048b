/** What tells a conversation from a log, a schedule, a list, a form or code that is written in the same way. */
import { isCalendarWord, MONTH, RELATIVE, WEEKDAY } from './calendar'
import { isDepot, isFieldName, isMachine, isOfLog, isOnTheWay } from './machine'
import { isPersonal, isRole, isTalk } from './talk'

/** A beginning of a line that says who spoke, when, or both. */
export interface Spoken {
  /** As written. */
  readonly speaker: string
  /** Null: there is no time. */
  readonly time: {
    /** With a day, month or year. */
    readonly dated: boolean
    /** Seconds, AM or PM, or a day such as yesterday: what a schedule and a verse do not have. */
    readonly exact: boolean
    readonly seconds: boolean
    /** Of the day. */
    readonly minute: number
  } | null
  /** What was said, trimmed. */
  readonly text: string
}

/** Monday, March, yesterday. */
const areDays = (names: ReadonlySet<string>): boolean =>
  [...names].every((name) => isCalendarWord(name, MONTH | WEEKDAY | RELATIVE))

/** How sure the punctuation of a layout is by itself; 'bare': logs and timetables are written so too. */
export type Strength = 'strong' | 'weak' | 'bare'

/** A phrase that goes on after the colon. */
const PHRASE =
  /^(?:the|a|an|for|in|on|if|when|while|this|that|these|and|but|with|by|to|as|it|we|he|she|they|there|here|o) /i

/**
 * Values of a list: a number with its unit, a price, a single token of code. What the first class has read is not given back
 * (a group in a look-ahead), since the last class reads the same characters.
 */
const VALUE = /^(?=([\p{Sc}\d\s.,%/:+~*x×()-]*))\1(?:\p{L}{1,4}|\p{Script=Han}{1,2})?[\s\p{Sc}.,;]*$/u
const isValue = (text: string): boolean => /\d/.test(text) && VALUE.test(text)
const CODE_LINE = /[;{},]$|^[{[(]|=>|\)\s*$/

const share = <T>(list: readonly T[], is: (one: T) => boolean): number =>
  list.length === 0 ? 0 : list.filter(is).length / list.length

/** Whether the names are a machine's. */
function areOfMachine(names: readonly string[], distinct: ReadonlySet<string>): boolean {
  if (distinct.size === 1 && names.length > 2) return /^[a-z][\w./-]*$/.test(names[0]!) && !isRole(names[0]!)
  // "myhost kernel", "myhost systemd": every line begins with the host.
  const hosts = new Set([...distinct].map((name) => /^[a-z][\w.-]* (?=[\w./-]+$)/.exec(name)?.[0]))
  return distinct.size > 1 && hosts.size === 1 && !hosts.has(undefined)
}

/** "Restarted at", "Ended on": a sentence that goes on with a time. */
const LEADS_TO_TIME =
  /\s(?:at|on|since|until|till|before|after|by|from|around|about|um|am|seit|bis|vom|le|el|il|dal)$|[在于从到]$/i
const isAlone = (name: string) => /^\P{L}*(?:am|pm|at|on)\P{L}*$/iu.test(name)

/** One text in so many is said to somebody, or the names are of people. */
function isSociable(spoken: readonly Spoken[], inSo: number): boolean {
  const talk = spoken.filter(({ text }) => isTalk(text)).length
  return talk * inSo >= spoken.length || share(spoken, ({ speaker }) => isPersonal(speaker)) > 0.5
}

/** All names are people's, and one says something to another. */
const arePeople = (spoken: readonly Spoken[]): boolean =>
  spoken.every(({ speaker }) => isPersonal(speaker) || isRole(speaker)) &&
  spoken.some(({ text }) => isTalk(text))

/** The way of a parcel, and what programs write. */
function areRecords(spoken: readonly Spoken[]): boolean {
  const unknown = spoken.filter(({ speaker }) => !isRole(speaker) && !isPersonal(speaker))
  if (unknown.length * 2 < spoken.length) return false
  const talks = unknown.filter(({ text }) => isTalk(text)).length
  // "trainer", "evaluator": words in lower case that say nothing to anybody.
  if (talks === 0 && unknown.every(({ speaker }) => /^[a-z][\w./-]*$/.test(speaker))) return true
  return (
    share(unknown, ({ text }) => isOnTheWay(text)) > 0.5 ||
    share(unknown, ({ speaker }) => isDepot(speaker)) >= 0.5 ||
    (share(unknown, ({ speaker }) => isMachine(speaker)) > 0.5 && talks * 2 <= unknown.length)
  )
}

/** How the messages are written. */
export interface Manner {
  readonly strength: Strength
  /** The words stand on the same line. */
  readonly inline: boolean
  /** The name stands before the time. */
  readonly nameFirst: boolean
  /** The text holds nothing before the first message. */
  readonly single: boolean
}

/** Whether lines with a name and a time are a conversation. */
export function isConversation(
  spoken: readonly Spoken[],
  { strength, inline, nameFirst, single }: Manner,
): boolean {
  const names = spoken.map(({ speaker }) => speaker)
  const distinct = new Set(names)
  const times = spoken.flatMap(({ time }) => time ?? [])
  const dated = times.every((time) => time.dated)
  const exact = times.every((time) => time.exact)
  if ([...distinct].some((name) => LEADS_TO_TIME.test(name) || isAlone(name))) return false
  if (share([...distinct], isFieldName) >= 0.5 || areDays(distinct)) return false
  if (areRecords(spoken)) return false
  if (spoken.length === 1)
    return (
      single && dated && (exact || strength === 'strong') && (strength !== 'bare' || isSociable(spoken, 1))
    )
  if ([...distinct].every(isRole)) return true
  if (areOfMachine(names, distinct)) return false
  if (strength === 'bare' && !isSociable(spoken, 6)) return false
  const comesAgain = distinct.size < names.length
  // Two may speak once each; more names that never come again are a schedule or a list.
  const talks = dated && share(spoken, ({ text }) => isTalk(text)) >= 0.5
  if (!comesAgain && names.length > 2 && !talks && !arePeople(spoken)) return false
  if (strength !== 'strong' && !arePeople(spoken) && share(spoken, ({ text }) => isValue(text)) >= 0.5)
    return false
  const isSure = strength === 'strong' && dated && comesAgain
  if (!isSure && isSchedule(times, comesAgain, strength !== 'strong' && inline && !dated)) return false
  if (strength === 'strong' || dated || exact) return true
  if (!comesAgain && !arePeople(spoken)) return false
  // A name and two numbers are a verse too: "John 3:16".
  return (
    (inline && !nameFirst) ||
    times.some((time) => time.exact) ||
    (distinct.size > 1 && hasOrder(times) && names.some(isEastAsian))
  )
}

const isEastAsian = (name: string): boolean =>
  /[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}]/u.test(name)

type Times = readonly NonNullable<Spoken['time']>[]

const hasOrder = (times: Times): boolean =>
  times.every(({ minute }, i) => i === 0 || minute >= times[i - 1]!.minute)

/** Appointments begin at full quarters of an hour, and those of a list of hours at multiples of five minutes. */
function isSchedule(times: Times, comesAgain: boolean, isList: boolean): boolean {
  if (times.some(({ seconds }) => seconds)) return false
  // Two at the same time are messages.
  if (comesAgain && times.some(({ minute }, i) => i > 0 && minute === times[i - 1]!.minute)) return false
  const step = isList || !comesAgain ? 5 : 15
  if (!times.every(({ minute }) => minute % step === 0)) return false
  return isList || times.length > 2 || (!comesAgain && !times.every((time) => time.exact))
}

/** name = value */
const SETTING = /^[\w.-]+\s*=/

/** Roles of a form, a contract or a glossary, where nobody speaks: "甲：某公司", "Agent: John Smith" */
const areNamed = (spoken: readonly Spoken[]): boolean =>
  (spoken.length > 2 &&
    new Set(spoken.map((one) => one.speaker)).size === spoken.length &&
    !spoken.some(({ text }) => isTalk(text))) ||
  (spoken.length < 4 &&
    spoken.every(
      ({ speaker, text }) =>
        !/^[qa问答]$/i.test(speaker) && (A_NAME.test(text) || isPersonal(text)) && !isTalk(text),
    ))
const A_NAME =
  /^(?:[\p{Script=Latin}\d.&'-]+(?: [\p{Script=Latin}\d.&'-]+)?|\p{Lu}[\p{L}.&'-]*(?:,? \p{Lu}[\p{L}.&'-]*){1,4}|\p{Script=Han}{2,20}(?:公司|集团|中心|银行|学校|医院|商店|厂))(?:[，,(（].*)?$/u

/** Lists, notes and forms begin with names too, so names alone need more evidence. @param loose lines without a name */
export function areSpeakers(spoken: readonly Spoken[], loose: number, blocks: readonly string[]): boolean {
  const names = spoken.map(({ speaker }) => speaker)
  const distinct = new Set(names)
  if (spoken.length < 2) return false
  if (share(spoken, ({ text }) => SETTING.test(text)) >= 0.5) return false
  if ([...distinct].every(isRole)) return !areNamed(spoken)
  if (share([...distinct], isFieldName) >= 0.5 || areDays(distinct) || [...distinct].some(isOfLog))
    return false
  if (areRecords(spoken) || !isSociable(spoken, 4)) return false
  if (
    share(spoken, ({ text }) => isValue(text)) >= 0.5 ||
    share(spoken, ({ text }) => CODE_LINE.test(text)) >= 0.5
  )
    return false
  if (share([...distinct], (name) => PHRASE.test(name)) >= 0.5) return false
  // Keys of YAML or of an object: lower-case words with one word each.
  if (
    share([...distinct], (name) => /^[a-z_][\w.-]*$/.test(name)) === 1 &&
    share(spoken, ({ text }) => !/\s|\p{Script=Han}/u.test(text)) > 0.5
  )
    return false
  // Blocks with the same names in the same order are records.
  if (blocks.length > 1 && new Set(blocks).size === 1 && blocks[0]!.includes('\n')) return false
  // At least two people speak repeatedly, and few lines have no speaker.
  if (distinct.size < 2 || loose > names.length) return false
  const comesAgain = distinct.size < names.length
  if (comesAgain && share(spoken, ({ text }) => isTalk(text)) >= 0.6) return true
  return arePeople(spoken) || (names.length >= 4 && distinct.size * 2 <= names.length)
}
