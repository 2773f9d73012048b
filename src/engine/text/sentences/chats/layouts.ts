/** How each application puts a message together: one row for each way of writing, over the kinds of `tokens.ts`. */
import { TIME } from './grammar'
import type { Strength } from './evidence'

export interface Layout {
  /** Its name on the page. */
  readonly name: string
  /** Matches the head of a message, with the groups `time` and `speaker`; null: it takes two lines. */
  readonly head: RegExp | null
  /** Matches the beginning of a line that says when, and not who: joined, left, encrypted. Group `time`. */
  readonly notice: RegExp | null
  /** Punctuation that few other texts have. */
  readonly strength: Strength
  /** The words stand on the lines below. */
  readonly isLine: boolean
  readonly nameFirst: boolean
}

/** A name has no mark that ends a sentence. */
const NAME =
  '(?<speaker>[^\\s:q!?;<>{}=|[\\],。！？；t-][^:q!?;<>{}=|。！？；t\\n]{0,39}?(?:<[^<>\\n]{1,30}>)?)'
/** A contact's name may be in quotes or brackets. */
const CONTACT =
  '(?<speaker>(?:[^\\s:q!?;<>{}=[\\],。！？；t-]|q[^:q\\n]{1,20}q|\\[[^:[\\]\\n]{1,20}\\])(?:[^:q!?;<>{}=。！？；t\\n]|q[^:q\\n]{1,20}q){0,39}?(?:<[^<>\\n]{1,30}>)?)'
/** A name in front of a time in brackets may hold a colon. */
const ANY_NAME = '(?<speaker>[^\\s[\\n][^[\\n]{0,39}?)'
const CALLED = '(?<speaker>[^<>[\\]\\n]{1,40})'
/** Not the colon of a time, or of an address. */
const COLON = ' ?(?:(?<![12n] ?):|:(?!2))(?!//)'
const OPEN = '\\[ ?'
const CLOSE = ' ?\\]'
/** Slack's status beside a name: :house: */
const STATUS = '(?: ?:[x1-]+:)?'
const END = '[ :]*\\n'

/** T: a time; N: a name; others as regular expressions. */
const pattern = (source: string): RegExp =>
  new RegExp(
    `^[ ~*>]*${source.replaceAll('{T}', `(?<time>${TIME})`).replaceAll('{N}', NAME).replaceAll('{A}', ANY_NAME).replaceAll('{C}', CALLED).replaceAll('{P}', CONTACT)}`,
    'd',
  )

type Row = readonly [name: string, head: string, strength?: Strength, notice?: string]

const ROWS: readonly Row[] = [
  // WhatsApp on iOS, Skype, Zendesk, chat logs: [1/4/24, 7:02:11 PM] Ana: …
  ['bracketed', `${OPEN}{T}${CLOSE}[ ,-]*{N}${COLON}`, 'strong', `${OPEN}{T}${CLOSE} ?`],
  // Teams, Discord exporters: [12/20 5:46 PM] Ana, and the words below
  ['head-line', `${OPEN}{T}${CLOSE} ?{N}${END}`, 'strong'],
  // KakaoTalk on a desktop: [민수] [오후 5:46] …
  ['bracketed', `\\[{C}\\] ?\\[{T}\\] `, 'strong'],
  // IRC: 17:46 <ana> …, [17:46] <ana> …
  ['time-name', `\\[?{T}\\]?[ t]<{C}> `, 'strong', `\\[?{T}\\]?[ t](?=-!|\\*)`],
  // LINE: 17:46, tab, Ana, tab, …
  ['time-name', `{T}t{N}t`, 'strong', `(?=[^:]*:){T}t`],
  // WhatsApp on Android, Intercom: 1/4/24, 7:02 PM - Ana: …, and before 2016 7:02 PM: Ana: …
  ['time-name', `{T}(?: ?[-|] ?|: ){P}${COLON}`, 'weak', '{T}(?: ?[-|] ?|: )'],
  // KakaoTalk on a phone: 2023. 12. 20. 오후 5:46, 민수 : …; Zoom: 17:46:10 From Ana to Everyone: …; logs
  ['time-name', `{T}, ?{N}${COLON}`, 'weak', '{T}(?:, ?|: )'],
  ['time-name', `{T}[ t]+{N}${COLON}`, 'bare', '{T}[ t]+'],
  // Ana (2023-12-20 17:46): …
  ['name-time', `{A} ?${OPEN}{T}${CLOSE}${COLON}`, 'strong'],
  // Telegram, Slack: Ana, [20.12.2023 17:46], and the words below
  ['name-time', `{N}[ ,-]*${OPEN}{T}${CLOSE}${END}`, 'strong'],
  ['name-time', `{N}(?:,? |t|${COLON} ?){T}${COLON}`, 'bare'],
  // QQ: 2023-12-20 17:46:10 Ana, and the words below
  ['head-line', `{T}(?:[ ,-]+|t){P}${END}`],
  // WeChat, WeCom, DingTalk, Feishu, Discord, Zendesk: Ana 12-20 17:46, Ana — Yesterday at 5:46 PM, and the words below
  ['head-line', `{N}${STATUS}(?: ?[,·•-] ?| |t){T}${END}`],
  // QQ NT: Ana: 12-20 17:46:10, and the words below
  ['head-line', `{N}${COLON} ?{T}${END}`, 'bare'],
  // Crisp: [Ana] - 2023-12-20 17:46, and the words below
  ['head-line', `\\[{C}\\][ -]*{T}${END}`, 'strong'],
  // Tables and logs of a service: 17:46 | ana | …; ana, tab, 17:46, tab, …
  ['time-name', `{T} ?\\| ?{N} ?\\| ?`, 'bare'],
  ['name-time', `{N}(?:t| ?\\| ?){T}(?:t| ?\\| ?)`, 'bare'],
]

export const LAYOUTS: readonly Layout[] = ROWS.map(([name, head, strength = 'weak', notice]) => ({
  name,
  head: pattern(head),
  notice: notice === undefined ? null : pattern(notice),
  strength,
  isLine: head.endsWith(END),
  nameFirst: head.indexOf('{T}') > 0 && !head.startsWith(OPEN) && /\{[NACP]\}.*\{T\}/.test(head),
}))

/** A line with a time alone, below a line with a name alone: Slack, Discord, Zendesk. */
export const TIME_ALONE = pattern(`[-·•| ]*\\[?{T}\\]?${END}`)
export const NAME_ALONE = pattern(`{N}${END}`)

export const TWO_LINES: Layout = {
  name: 'name-line',
  head: null,
  notice: null,
  strength: 'weak',
  isLine: true,
  nameFirst: true,
}
