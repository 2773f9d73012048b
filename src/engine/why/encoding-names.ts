/** Names of encodings, and which of them are likely for a text. */
import type { Hypothesis } from './names'
import type { Codec } from './python-codecs/codec'

export type AnyCodec = Codec | 'utf_8'

export interface WrongEncoding {
  readonly hypothesis: Hypothesis
  readonly apply: (text: string) => string | null
  /** False: tried after all that is more likely. */
  readonly isLikely: boolean
}

export const NAMES: Readonly<Record<AnyCodec, string>> = {
  utf_8: 'UTF-8',
  gbk: 'GBK',
  gb18030: 'GB18030',
  gb2312: 'GB2312',
  big5: 'Big5',
  cp950: 'CP950',
  cp932: 'CP932',
  shift_jis: 'Shift_JIS',
  cp949: 'CP949',
  euc_kr: 'EUC-KR',
  euc_jp: 'EUC-JP',
  latin_1: 'Latin-1',
  cp1252: 'Windows-1252',
  cp1250: 'Windows-1250',
  cp1251: 'Windows-1251',
  cp1253: 'Windows-1253',
  cp1254: 'Windows-1254',
  cp1255: 'Windows-1255',
  cp1256: 'Windows-1256',
  iso8859_2: 'ISO-8859-2',
  iso8859_5: 'ISO-8859-5',
  iso8859_15: 'ISO-8859-15',
  koi8_r: 'KOI8-R',
  mac_roman: 'MacRoman',
  mac_cyrillic: 'MacCyrillic',
  cp437: 'CP437',
  cp850: 'CP850',
  cp866: 'CP866',
  cp874: 'CP874 (TIS-620)',
}

/** Encodings that are alike: where they give the same text, the likelier one is named alone. */
export const FAMILIES: Partial<Record<AnyCodec, string>> = {
  gbk: 'gb',
  gb18030: 'gb',
  gb2312: 'gb',
  big5: 'big5',
  cp950: 'big5',
  cp932: 'sjis',
  shift_jis: 'sjis',
  cp949: 'ksc',
  euc_kr: 'ksc',
  cp1250: 'west',
  cp1254: 'west',
  iso8859_2: 'west',
  iso8859_15: 'west',
  cp1253: 'west',
}

/** Between which a text may be misread without UTF-8, and twice. */
export const PAIRED: readonly Codec[] = ['latin_1', 'cp1252', 'gbk', 'big5', 'cp932', 'shift_jis', 'cp949', 'euc_jp', 'cp1251', 'koi8_r', 'mac_roman', 'cp437', 'cp850', 'cp866', 'gb18030'] // oxfmt-ignore

/** Single bytes of one script, which programs of Western Europe read as their own; the scripts of PAIRED are in there. */
export const OF_ONE_SCRIPT: readonly Codec[] = ['cp1250', 'iso8859_2', 'cp1253', 'cp1254', 'cp1255', 'cp1256', 'cp874', 'iso8859_5', 'mac_cyrillic', 'iso8859_15'] // oxfmt-ignore

const CHINESE: readonly Codec[] = ['gbk', 'gb18030', 'big5', 'cp950', 'gb2312']
const JAPANESE: readonly Codec[] = ['cp932', 'shift_jis', 'euc_jp']
const KOREAN: readonly Codec[] = ['cp949', 'euc_kr']
const WESTERN: readonly Codec[] = ['latin_1', 'cp1252', 'mac_roman']
const CYRILLIC: readonly Codec[] = ['cp1251', 'koi8_r', 'cp866', 'iso8859_5', 'mac_cyrillic']
const OTHERS: readonly Codec[] = ['cp437', 'cp850', 'cp1250', 'cp1254', 'iso8859_15', 'cp1253', 'cp1255', 'cp1256', 'iso8859_2', 'cp874'] // oxfmt-ignore

/** The encodings of the text's own script, then those that are the default of many programs, then the rest. */
export function likelyCodecs(text: string): {
  readonly likely: readonly Codec[]
  readonly others: readonly Codec[]
} {
  const scripts = [
    ...(/\p{Script=Hiragana}|\p{Script=Katakana}/u.test(text) ? JAPANESE : []),
    ...(/\p{Script=Hangul}/u.test(text) ? KOREAN : []),
    ...(/\p{Script=Cyrillic}/u.test(text) ? CYRILLIC : []),
    ...(/\p{Script=Han}/u.test(text) ? CHINESE : []),
  ]
  const likely = [
    ...new Set([...scripts, ...WESTERN, ...CHINESE.slice(0, 2), 'cp932', 'cp1251', 'cp949', 'big5'] as const),
  ]
  const rest = [...CHINESE, ...JAPANESE, ...KOREAN, ...CYRILLIC, ...OTHERS].filter(
    (each) => !likely.includes(each),
  )
  return { likely, others: [...new Set(rest)] }
}
