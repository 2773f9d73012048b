/**
 * Text that came through a wrong encoding, as Python's codecs do it: bytes of one encoding read as another, once and twice, and
 * the way back; characters dropped or replaced because an encoding lacks them.
 */
import {
  canEncode,
  decode,
  encode,
  type Codec,
  type OnDecodeError,
  type OnEncodeError,
} from './python-codecs/codec'
import { hypothesis, type Hypothesis } from './names'
import {
  FAMILIES,
  likelyCodecs,
  NAMES,
  OF_ONE_SCRIPT,
  PAIRED,
  type AnyCodec,
  type WrongEncoding,
} from './encoding-names'
import { droppedCharacters } from './dropped-characters'

/** One reading; `lossy` says what became of characters that the first encoding lacks. */
interface Reading {
  readonly from: AnyCodec
  readonly to: AnyCodec
  readonly errors: OnDecodeError
  readonly lossy: OnEncodeError
  readonly times: number
}

/** @returns null: the first encoding lacks a character, and the reading is strict */
function read(text: string, { from, to, errors, lossy, times }: Reading): string | null {
  let now = text
  for (let time = 0; time < times; time++) {
    const bytes = encode(from, now, time === 0 ? lossy : 'ignore')
    if (bytes === null) return null
    now = decode(to, bytes, errors)
  }
  return now
}

/** Where a character is missing: dropped, a question mark, or as XML writes it. */
const LOSSY: readonly OnEncodeError[] = ['ignore', 'replace', 'xmlcharref']
const TIMES = ['', '', '-twice', '-three-times']

/**
 * The readings that change this text, each result once for each family of encodings.
 * @param text as prepared: what would be encoded without any of them
 */
export function wrongEncodings(text: string): WrongEncoding[] {
  if (!/[^\0-\x7f]/.test(text)) return []
  const found: WrongEncoding[] = []
  const seen = new Set<string>()
  const add = (reading: Reading, isLikely: boolean) => {
    const made = read(text, reading)
    if (made === null || made === text) return
    const family = `${FAMILIES[reading.from] ?? reading.from} ${FAMILIES[reading.to] ?? reading.to} ${made}`
    // What cannot be told apart is named once, but for the likely encodings read as UTF-8 or for it.
    const isNamed = isLikely && reading.times === 1 && [reading.from, reading.to].includes('utf_8')
    if (seen.has(family) || (seen.has(made) && !isNamed)) return
    seen.add(family).add(made)
    const hasErrors =
      read(text, { ...reading, errors: 'ignore' }) !== read(text, { ...reading, errors: 'replace' })
    found.push({ hypothesis: named(reading, hasErrors), apply: (each) => read(each, reading), isLikely })
  }
  const both = (
    from: AnyCodec,
    to: AnyCodec,
    isLikely: boolean,
    lossy: OnEncodeError = 'strict',
    times = 1,
  ) => {
    for (const errors of ['replace', 'ignore'] as const) add({ from, to, errors, lossy, times }, isLikely)
  }
  const { likely, others } = likelyCodecs(text)
  const all = [...likely, ...others]
  const isLikely = (codec: AnyCodec) => likely.includes(codec as Codec)
  for (const dropped of droppedCharacters(text)) {
    found.push(dropped)
    if (!dropped.isLikely) seen.add(dropped.apply(text) ?? '')
  }
  for (const codec of all) {
    both('utf_8', codec, isLikely(codec))
    for (const lossy of lossiesFor(codec, text)) both(codec, 'utf_8', isLikely(codec), lossy)
  }
  for (const from of OF_ONE_SCRIPT)
    for (const to of ['cp1252', 'latin_1'] as const) {
      if (canEncode(from, text)) both(from, to, true)
      if (canEncode(to, text)) both(to, from, false)
    }
  for (const from of PAIRED) addLost(text, seen, found, from)
  for (const codec of PAIRED) both('utf_8', codec, isLikely(codec), 'strict', 2)
  for (const [from, to] of MIXED) addMixed(text, seen, found, from, to)
  for (const codec of PAIRED) if (canEncode(codec, text)) both(codec, 'utf_8', true, 'strict', 2)
  for (const from of PAIRED)
    for (const to of PAIRED)
      if (from !== to && (FAMILIES[from] ?? from) !== (FAMILIES[to] ?? to))
        for (const lossy of lossiesFor(from, text)) both(from, to, isLikely(from) && isLikely(to), lossy)
  for (const codec of ['latin_1', 'cp1252'] as const) both('utf_8', codec, false, 'strict', 3)
  return found
}

/** Twice, with another wrong encoding the second time. */
const MIXED: readonly (readonly [Codec, Codec])[] = [
  ['latin_1', 'cp1252'],
  ['cp1252', 'latin_1'],
]

/**
 * Read wrongly, written again and read rightly: what the first reading lost stays lost. UTF-8 through another encoding and back,
 * and the reverse, whose U+FFFD become "锟斤拷" in GBK.
 */
function addLost(text: string, seen: Set<string>, found: WrongEncoding[], codec: Codec): void {
  const add = (right: AnyCodec, wrong: AnyCodec) => {
    const apply = (each: string) => {
      const misread = decode(wrong, encode(right, each, 'replace')!, 'replace')
      return decode(right, encode(wrong, misread, 'replace')!, 'replace')
    }
    const made = apply(text)
    if (made === text || seen.has(made)) return
    seen.add(made)
    const id = `${idOf(right)}-read-as-${idOf(wrong)}-and-back`
    const values = { from: NAMES[right], to: `${NAMES[wrong]} → ${NAMES[right]}` }
    found.push({ hypothesis: hypothesis('wrong-encoding', id, values), apply, isLikely: false })
  }
  add('utf_8', codec)
  if (canEncode(codec, text)) add(codec, 'utf_8')
}

function addMixed(
  text: string,
  seen: Set<string>,
  found: WrongEncoding[],
  first: Codec,
  second: Codec,
): void {
  const apply = (each: string) =>
    decode(
      second,
      encode('utf_8', decode(first, encode('utf_8', each, 'strict')!, 'replace'), 'strict')!,
      'replace',
    )
  const made = apply(text)
  if (seen.has(made)) return
  seen.add(made)
  const how = `utf-8-read-as-${idOf(first)}-then-as-${idOf(second)}`
  const values = { from: 'UTF-8', to: `${NAMES[first]} → UTF-8 → ${NAMES[second]}` }
  found.push({
    hypothesis: hypothesis('wrong-encoding', how, values),
    apply,
    isLikely: false,
  })
}

/**
 * What to do with characters that the encoding lacks: nothing where it has all of them; all ways where it lacks few (an emoji);
 * none where most are missing, because then no program would have used it.
 */
function lossiesFor(codec: AnyCodec, text: string): readonly OnEncodeError[] {
  if (codec === 'utf_8') return ['strict']
  if (canEncode(codec, text)) return ['strict']
  const outside = [...text].filter((each) => each > '\x7f')
  const known = outside.filter((each) => canEncode(codec, each)).length
  const isFew = (outside.length - known) * 5 <= outside.length
  return known > 0 && (isFew || canEncode(codec, text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '')))
    ? LOSSY
    : []
}

export const idOf = (codec: AnyCodec): string =>
  codec === 'utf_8' ? 'utf-8' : codec.replace(/^cp125/, 'windows-125').replaceAll('_', '-')

/** `errors` of Python is named only where there were errors. */
function named({ from, to, errors, lossy, times }: Reading, hasErrors: boolean): Hypothesis {
  const lost = lossy === 'strict' ? '' : `-${lossy === 'ignore' ? 'dropping' : lossy === 'replace' ? 'with-question-marks' : 'with-references'}` // oxfmt-ignore
  const error = hasErrors ? `-python-${errors}` : ''
  const id = `${idOf(from)}${lost}-read-as-${idOf(to)}${error}${TIMES[times]}`
  return hypothesis('wrong-encoding', id, {
    from: NAMES[from],
    to: NAMES[to],
    ...(lossy !== 'strict' && { lost: lossy }),
    ...(hasErrors && { errors }),
    ...(times > 1 && { times }),
  })
}
