/** Times and speakers of units beside the heatmap, and its order by speaker. Pure. */
import type { RowParts } from '../../ui/matrix/picture'
import type { Unit } from './types'

type Said = Pick<Unit, 'speaker' | 'timestamp'>

export const hasMetadata = (units: readonly Said[]): boolean =>
  units.some(({ speaker, timestamp }) => Boolean(speaker) || Boolean(timestamp))

const hasSpeakers = (units: readonly Said[]): boolean => units.some(({ speaker }) => Boolean(speaker))

/** A chunk goes on after its first sentence, whose time and speaker it has: others may speak in it too. */
const inOneLine = (parts: readonly (string | null | undefined)[], isChunk: boolean): string => {
  const said = parts.filter(Boolean).join(' ')
  return isChunk && said !== '' ? `${said} …` : said
}

/** Time and speaker as written, in one line; '': there are none. */
export const metadataOf = ({ timestamp, speaker }: Said, isChunk: boolean): string =>
  inOneLine([timestamp, speaker], isChunk)

/** What the beginning of a time that is the same in all of them may end with: "2026-02-07 ", "2026-02-". */
const PLACES = /[\sT/年月日-]/
const SECONDS = /^(.*\d:\d\d):\d\d$/

/**
 * Times as short as still tells them apart: without the date that all of them have, without seconds. A time that stands alone
 * stays as it is written.
 */
export function shortTimes(times: readonly (string | null)[]): readonly string[] {
  const known = times.filter((time) => time !== null && time !== '') as string[]
  const distinct = new Set(known)
  if (distinct.size < 2) return times.map((time) => time ?? '')
  const common = sharedStart(distinct)
  const start = Math.max(...[...common].map((character, at) => (PLACES.test(character) ? at + 1 : 0)), 0)
  const cut = [...distinct].map((time) => time.slice(start))
  const withoutSeconds = new Set(cut.map((time) => time.replace(SECONDS, '$1')))
  const withSeconds = withoutSeconds.size < distinct.size || !cut.every((time) => SECONDS.test(time))
  return times.map((time) => {
    if (time === null || time === '') return ''
    const rest = time.slice(start)
    return withSeconds ? rest : rest.replace(SECONDS, '$1')
  })
}

function sharedStart(texts: ReadonlySet<string>): string {
  const [first = ''] = texts
  let length = first.length
  for (const text of texts) {
    let at = 0
    while (at < length && text[at] === first[at]) at++
    length = at
  }
  return first.slice(0, length)
}

const MOST_SHOWN = 160
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, MOST_SHOWN)

const parts = new WeakMap<readonly Unit[], RowParts>()

/** The labels of rows. The same object for the same units. */
export function rowPartsOf(units: readonly Unit[], name: (row: number) => string, isChunk = false): RowParts {
  const known = parts.get(units)
  if (known !== undefined) return known
  const times = shortTimes(units.map(({ timestamp }) => timestamp))
  const made: RowParts = {
    meta: (row) => inOneLine([times[row], units[row]!.speaker], isChunk),
    name,
    text: (row) => oneLine(units[row]!.text),
  }
  parts.set(units, made)
  return made
}

export interface SpeakerOrder {
  readonly order: readonly number[]
  /** Positions in the order at which another speaker begins, without the first. */
  readonly starts: readonly number[]
}

const orders = new WeakMap<readonly Said[], SpeakerOrder | null>()

/**
 * Units in groups: speakers in the order of their first words, each one's units in the order of the text. Units without a
 * speaker are a group too. Null: nobody speaks. The same object for the same units.
 */
export function speakerOrder(units: readonly Said[]): SpeakerOrder | null {
  const known = orders.get(units)
  if (known !== undefined) return known
  const made = hasSpeakers(units) ? grouped(units) : null
  orders.set(units, made)
  return made
}

function grouped(units: readonly Said[]): SpeakerOrder {
  const groups = new Map<string, number[]>()
  units.forEach(({ speaker }, at) => {
    const name = speaker ?? ''
    const group = groups.get(name)
    if (group) group.push(at)
    else groups.set(name, [at])
  })
  const order: number[] = []
  const starts: number[] = []
  for (const group of groups.values()) {
    if (order.length > 0) starts.push(order.length)
    for (const at of group) order.push(at)
  }
  return { order, starts }
}
