/** What tells a conversation from a log, a schedule, a list, a form or code that is written in the same way. */
import { isCalendarWord, MONTH, RELATIVE, WEEKDAY } from './calendar'

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

/** How sure the punctuation of a layout is by itself. */
export type Strength = 'strong' | 'weak'

const LEVEL =
  /(?:^|[^\p{L}])(?:INFO|WARN|WARNING|ERROR|DEBUG|TRACE|FATAL|NOTICE|CRITICAL|SEVERE|ALERT|EMERG|PANIC)(?:$|[^\p{L}])|^\[?(?:info|warn|warning|error|debug|trace|fatal|notice|critical|severe)\b/u
/** sshd[123], java.lang.X, main.py:12, an exception: the names of programs. */
const PROGRAM =
  /\[\d+\]|\w\.\w+\.\w|Exception|Error\b|Traceback|^[A-Z]\w*\(\d{1,3}\)$|已[到发签揽收完被]|正在|\w\/\w.*\/|\w\(\)|^\w+\.(?:py|js|ts|go|rs|java|c|cpp)\b/
/** Words that a log file has in the place of a name. */
export const isOfLog = (name: string): boolean => LEVEL.test(name) || PROGRAM.test(name)

/** Roles that name a side of a conversation by themselves. */
const ROLES =
  /^(?:用户|顾客|客户|买家|卖家|商家|访客|客服|人工客服|在线客服|智能客服|机器人|坐席|店小二|小二|店铺|系统|助手|我|对方|问|答|甲|乙|お客様|オペレーター|担当者|ユーザー|店員|고객|상담원|user|customer|client|visitor|buyer|seller|agent|support|operator|bot|assistant|system|human|ai|me|you|q|a|csr|rep)(?:[ _#-]?\w{0,8})?(?:\(.{0,20}\)|（.{0,20}）)?$/i
export const isRole = (name: string): boolean => ROLES.test(name.trim())

/** Names of fields, remarks and appointments, in the place where a speaker stands. */
const FIELD =
  /^(?:names?|(?:first|last|full|user)[ _]?name|age|id|date|time|from|to|cc|bcc|subject|author|title|address|city|country|phone|tel|fax|e-?mail|url|link|web(?:site)?|notes?|hint|tips?|warning|caution|important|remember|reminder|todo|fixme|example|e\.?g|i\.?e|price|total|subtotal|tax|amount|quantity|qty|size|colou?r|weight|width|height|length|status|type|key|value|input|output|expected|actual|result|answers?|question|source|target|version|host|port|path|file|line|code|pros?|cons?|advantages?|disadvantages?|summary|description|details?|ingredients?|directions?|serves|step|chapter|section|article|art|clause|verse|day|week|opening|closing|break|lunch|dinner|breakfast|meeting|keynote|talk|session|workshop|welcome|agenda|location|place|room|party [ab]|fixed|added|changed|removed|deprecated|improved|updated|bug ?fix|feature|backup|cleanup|server|database|worker|scheduler|cron|http|https|ftp|mailto|file|case|default|else|try|finally|return|public|private|protected|姓名|名称|名字|性别|年龄|日期|时间|地点|地址|电话|手机|邮箱|网址|链接|标题|主题|作者|来源|价格|单价|总价|数量|金额|合计|规格|型号|颜色|尺寸|重量|品牌|产地|备注|注意|注|提示|说明|警告|示例|例如|例|输入|输出|结果|结论|优点|缺点|步骤|原因|方法|材料|做法|甲方|乙方|丙方|编号|状态|类型|版本|摘要|关键词|目的|要求|名前|日付|時間|場所|住所|電話|件名|価格|備考|注記|주의|참고|이름|날짜|시간|장소|가격|nom|prix|adresse|preis|datum|ort|hinweis|achtung|nombre|precio|fecha|nota|nome|prezzo|data)(?:[ .#-]?\d{0,4}[a-z]?)$/i

export const isFieldName = (name: string): boolean => FIELD.test(name)

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
  if (spoken.length === 1) return single && dated && (exact || strength === 'strong')
  if ([...distinct].every(isRole)) return true
  if (areOfMachine(names, distinct)) return false
  const comesAgain = distinct.size < names.length
  // Two may speak once each; more names that never come again are a schedule or a list.
  if (!comesAgain && names.length > 2) return false
  if (strength === 'weak' && share(spoken, ({ text }) => isValue(text)) >= 0.5) return false
  const isSure = strength === 'strong' && dated && comesAgain
  if (!isSure && isSchedule(times, comesAgain, strength === 'weak' && inline && !dated)) return false
  if (strength === 'strong' || dated || exact) return true
  if (!comesAgain) return false
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

/** Lists, notes and forms begin with names too, so names alone need more evidence. @param loose lines without a name */
export function areSpeakers(spoken: readonly Spoken[], loose: number, blocks: readonly string[]): boolean {
  const names = spoken.map(({ speaker }) => speaker)
  const distinct = new Set(names)
  if (spoken.length < 2) return false
  if ([...distinct].every(isRole)) return true
  if (share([...distinct], isFieldName) >= 0.5 || areDays(distinct) || [...distinct].some(isOfLog))
    return false
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
  return distinct.size >= 2 && names.length >= 4 && distinct.size * 2 <= names.length && loose <= names.length
}
