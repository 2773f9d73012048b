import { GRAPHEME_RUNS } from './grapheme-table'

const OTHER = 0
const CONTROL = 1
const EXTEND = 2
const SPACING = 3
const PREPEND = 4
const PICTOGRAPHIC = 5
const CONSONANT = 6
const CR = 7
const LF = 8
const ZWJ = 9
const ZWNJ = 10
const LINKER = 11
const HANGUL_L = 12
const HANGUL_V = 13
const HANGUL_T = 14
const HANGUL_LV = 15
const HANGUL_LVT = 16

const LETTERS = 'CESPXK'
const CLASS_OF_LETTER = [CONTROL, EXTEND, SPACING, PREPEND, PICTOGRAPHIC, CONSONANT]

function buildClasses(): Uint8Array {
  const classes = new Uint8Array(0xe1000)
  let at = 0
  for (const run of GRAPHEME_RUNS.split(',')) {
    const [, gap, letter, length] = /^([0-9a-z]+)([A-Z])([0-9a-z]*)$/.exec(run)!
    const begin = at + parseInt(gap!, 36)
    at = begin + (length ? parseInt(length, 36) : 1)
    classes.fill(CLASS_OF_LETTER[LETTERS.indexOf(letter!)]!, begin, at)
  }
  classes[0x0d] = CR
  classes[0x0a] = LF
  classes[0x200d] = ZWJ
  classes[0x200c] = ZWNJ
  for (const linker of [0x94d, 0x9cd, 0xacd, 0xb4d, 0xc4d, 0xd4d]) classes[linker] = LINKER
  classes.fill(HANGUL_L, 0x1100, 0x1160).fill(HANGUL_L, 0xa960, 0xa97d)
  classes.fill(HANGUL_V, 0x1160, 0x11a8).fill(HANGUL_V, 0xd7b0, 0xd7c7)
  classes.fill(HANGUL_T, 0x11a8, 0x1200).fill(HANGUL_T, 0xd7cb, 0xd7fc)
  classes.fill(HANGUL_LVT, 0xac00, 0xd7a4)
  for (let lv = 0xac00; lv < 0xd7a4; lv += 28) classes[lv] = HANGUL_LV
  return classes
}

let classes: Uint8Array | null = null

const classOf = (codePoint: number) => classes![codePoint] ?? OTHER

function hangulJoins(before: number, after: number): boolean {
  if (after < HANGUL_L) return false
  if (before === HANGUL_L) return after !== HANGUL_T
  if (before === HANGUL_LV || before === HANGUL_V) return after === HANGUL_V || after === HANGUL_T
  return after === HANGUL_T && (before === HANGUL_LVT || before === HANGUL_T)
}

const isControl = (kind: number) => kind === CONTROL || kind === CR || kind === LF

const isExtend = (kind: number) => kind === EXTEND || kind === ZWNJ || kind === LINKER

export function codePointAt(units: Uint16Array, at: number): number {
  const unit = units[at]!
  return (unit & 0xfc00) === 0xd800 ? 0x10000 + ((unit & 0x3ff) << 10) + (units[at + 1]! & 0x3ff) : unit
}

/**
 * End of the extended grapheme cluster (UAX #29, Unicode 16) that begins at `start`, which must be a boundary.
 * Equals unicode-segmentation's `graphemes(true)` for every cluster that the charsmap can tell apart: regional
 * indicators are left single, because two of them, or one with a mark, have 6 UTF-8 bytes or more in any case,
 * and such clusters are looked up character by character anyway.
 * @param units well-formed UTF-16 of length `length`
 */
export function clusterEnd(units: Uint16Array, start: number, length: number): number {
  classes ??= buildClasses()
  const first = codePointAt(units, start)
  let end = start + (first > 0xffff ? 2 : 1)
  let before = classOf(first)
  /** 1: pictograph and extenders so far (GB11); 2: and a ZWJ right before. */
  let emoji = before === PICTOGRAPHIC ? 1 : 0
  /** 1: Indic consonant and extenders so far (GB9c); 2: among them a linker. */
  let conjunct = before === CONSONANT ? 1 : 0
  while (end < length) {
    const next = codePointAt(units, end)
    const after = classOf(next)
    if (after === OTHER) {
      if (before !== PREPEND) break
    } else if (isControl(before) || isControl(after)) {
      if (before !== CR || after !== LF) break
    } else {
      const joins =
        isExtend(after) ||
        after === ZWJ ||
        after === SPACING ||
        before === PREPEND ||
        hangulJoins(before, after) ||
        (after === PICTOGRAPHIC && emoji === 2) ||
        (after === CONSONANT && conjunct === 2)
      if (!joins) break
    }
    if (after === PICTOGRAPHIC) emoji = 1
    else if (after === ZWJ) emoji = emoji === 1 ? 2 : 0
    else if (!isExtend(after)) emoji = 0
    else if (emoji === 2) emoji = 0
    if (after === CONSONANT) conjunct = 1
    else if (after === LINKER) conjunct = conjunct > 0 ? 2 : 0
    else if (after !== EXTEND && after !== ZWJ) conjunct = 0
    before = after
    end += next > 0xffff ? 2 : 1
  }
  return end
}
