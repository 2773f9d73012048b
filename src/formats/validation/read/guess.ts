/** Which column stands for what: by name, checked by content; where names say nothing, by content alone. */
import { COLUMN_ROLES, type ColumnMapping, type ColumnRole, type ReadNote } from '../types'
import { hasOwnColumn, isResult } from '../own'
import { labelColumn } from './labels'
import { EXACT, mayBeLabel, nameFits, plainName, type FileKind } from './names'
import { numberColumn, readRank } from './numbers'
import type { Cell, Column } from './table'

const SAMPLE = 1000
/** Share of cells that must be readable for a column to be taken. */
const MOST = 0.8
/** The same where the name leaves no doubt. */
const SOME = 0.3

interface Look {
  readonly column: Column
  /** Of the column among all. */
  readonly place: number
  readonly filled: number
  readonly distinct: number
  readonly meanLength: number
  readonly isText: boolean
  readonly isList: boolean
  readonly fractions: number
  readonly texts: readonly string[]
}

export interface Guess {
  readonly mapping: ColumnMapping
  readonly notes: readonly ReadNote[]
}

/** @param given names that the user has chosen; '' is none */
export function guessMapping(columns: readonly Column[], given: ColumnMapping, kind: FileKind | null): Guess {
  const taken = new Set<string>(Object.values(given))
  const looks = columns.map(lookAt)
  const mapping: Partial<Record<ColumnRole, string>> = { ...given }
  const isOurs = hasOwnColumn(columns.map(({ name }) => name))
  const free = () =>
    looks.filter(
      ({ column }) =>
        !taken.has(column.name) &&
        !(isOurs && isResult(column.name)) &&
        !column.from?.some((name) => taken.has(name)),
    )
  const take = (role: ColumnRole, look: Look | undefined) => {
    if (mapping[role] !== undefined || !look) return
    mapping[role] = look.column.name
    taken.add(look.column.name)
    for (const name of look.column.from ?? []) taken.add(name)
  }
  const order: readonly ColumnRole[] = [
    'query-id',
    'document-id',
    'query',
    'document',
    'label',
    'rank',
    'score',
  ]
  special(looks, kind).forEach(([role, name]) =>
    take(
      role,
      free().find(({ column }) => column.name === name),
    ),
  )
  for (const role of order) if (mapping[role] === undefined) take(role, byName(role, free(), kind))
  const isNamed = mapping.label !== undefined
  if (kind === null || kind === 'queries' || kind === 'corpus') byContent(mapping, free, take, kind)
  const isGuess = !isNamed && mapping.label !== undefined
  return {
    mapping: chosen(mapping),
    notes: isGuess ? [{ code: 'label-by-content', about: mapping.label!, count: 0 }] : [],
  }
}

/** In the order of the roles, without those that have no column. */
export const chosen = (mapping: ColumnMapping): ColumnMapping =>
  Object.fromEntries(
    COLUMN_ROLES.flatMap((role) => (mapping[role] ? [[role, mapping[role]]] : [])),
  ) as ColumnMapping

/** Names that mean something only together. */
function special(looks: readonly Look[], kind: FileKind | null): readonly (readonly [ColumnRole, string])[] {
  const names = new Map(looks.map(({ column }) => [plainName(column.name), column.name]))
  const name = (plain: string) => names.get(plain)!
  const found: (readonly [ColumnRole, string])[] = []
  // BEIR's qrels call the grade "score".
  const isQrels = kind === 'judgements' || (names.has('queryid') && names.has('corpusid'))
  if (isQrels && names.has('score') && !looks.some(({ column }) => nameFits(column.name, 'label') !== null))
    found.push(['label', name('score')])
  // FlagEmbedding's pos and neg, as lists.ts joins them.
  const judged = looks.findIndex(({ column }) => / = 1, .* = 0$/.test(column.name) && column.from)
  if (judged > 0) {
    found.push(['document', looks[judged - 1]!.column.name], ['label', looks[judged]!.column.name])
    const scores = looks[judged + 1]?.column
    if (scores?.from) found.push(['score', scores.name])
  }
  const plainId = names.has('id') ? name('id') : undefined
  if (kind === 'judgements' || kind === 'run') found.push(...unnamed(looks, kind))
  if (kind === 'queries' || kind === 'corpus') {
    const side: ColumnRole = kind === 'queries' ? 'query' : 'document'
    const derived = looks.find(({ column }) => column.from && /^title \+/.test(column.name))
    if (kind === 'corpus' && derived) found.push(['document', derived.column.name])
    if (names.has('text')) found.push([side, name('text')])
    if (plainId !== undefined) found.push([`${side}-id`, plainId])
  }
  return found
}

/** Without a header: query's id, document's id, and a grade, a rank or a score. */
function unnamed(looks: readonly Look[], kind: FileKind): readonly (readonly [ColumnRole, string])[] {
  const own = looks.filter(({ column }) => !column.from).map(({ column }) => column.name)
  if (own.length < 3 || own.some((name, at) => name !== `column ${at + 1}`)) return []
  const [query, ...others] = own as [string, string, string]
  // TREC's second column is "0" or "Q0" in every row.
  const document = looks[1]!.distinct === 1 && own.length > 3 ? others[1]! : others[0]!
  const rest = others.slice(others.indexOf(document) + 1)
  const numbers = (
    kind === 'judgements' ? ['label'] : rest.length > 1 ? ['rank', 'score'] : ['rank']
  ) as ColumnRole[]
  return [
    ['query-id', query],
    ['document-id', document],
    ...numbers.flatMap((role, at) => (rest[at] === undefined ? [] : [[role, rest[at]] as const])),
  ]
}

function byName(role: ColumnRole, looks: readonly Look[], kind: FileKind | null): Look | undefined {
  if (kind === 'queries' && (role === 'document' || role === 'document-id')) return undefined
  if (kind === 'corpus' && (role === 'query' || role === 'query-id')) return undefined
  return looks
    .map((look) => ({ look, fit: nameFits(look.column.name.replace('*', ''), role) }))
    .filter(({ look, fit }) => fit !== null && suits(role, look, fit < EXACT))
    .sort((a, b) => a.fit! - b.fit! || Number(b.look.isList) - Number(a.look.isList))[0]?.look
}

/** @param isExact the name says it and nothing else: then some cells that cannot be read are those of skipped rows */
function suits(role: ColumnRole, look: Look, isExact = false): boolean {
  const { texts, filled } = look
  if (role === 'query') return (look.isText || isExact) && !look.isList
  if (role === 'document') return look.isText || isExact
  if (filled === 0) return role === 'label'
  const share = isExact ? SOME : MOST
  const most = (count: number) => count >= share * texts.length
  if (role === 'rank') return most(texts.filter((text) => readRank(text) !== null).length)
  if (role === 'label') {
    const { read } = labelColumn(texts)
    return most(texts.filter((text) => read(text) !== null).length)
  }
  if (role === 'score') {
    const { read } = numberColumn(texts)
    return most(texts.filter((text) => read(text) !== null || /^[+-]?(nan|inf)/i.test(text.trim())).length)
  }
  return true
}

/** Texts first: of two columns the longer one is the document. Then what numbers look like. */
function byContent(
  mapping: Partial<Record<ColumnRole, string>>,
  free: () => readonly Look[],
  take: (role: ColumnRole, look: Look | undefined) => void,
  kind: FileKind | null,
): void {
  const texts = () =>
    free()
      .filter((look) => {
        const { isText, column, distinct, filled } = look
        return isText && !column.from && distinct > Math.min(5, filled / 20) && !looksLikeLabel(look)
      })
      .sort((a, b) => b.meanLength - a.meanLength)
  if (kind === 'queries' || kind === 'corpus') {
    const side: ColumnRole = kind === 'queries' ? 'query' : 'document'
    const id: ColumnRole = `${side}-id`
    if (mapping[side] === undefined) take(side, texts()[0])
    if (mapping[id] === undefined)
      take(
        id,
        free().find(({ distinct, filled }) => filled > 0 && distinct === filled),
      )
    return
  }
  const known = texts().filter(({ distinct, filled }) => distinct > 1 || filled === 1)
  // Beside ids only a query in words shows that the file has texts at all.
  const hasTexts =
    mapping['document-id'] === undefined
      ? mapping.query !== undefined || known.length > 1
      : mapping.query !== undefined
  if (mapping.document === undefined && hasTexts)
    take('document', mapping.query === undefined ? longer(known) : known[0])
  if (mapping.query === undefined && mapping['query-id'] === undefined && mapping.document !== undefined) {
    const lists = texts().filter(({ isList }) => !isList)
    take('query', lists[0])
  }
  if (mapping.query === undefined || mapping.document === undefined) return
  const numbers = free().filter(({ isText, filled }) => !isText && filled > 0)
  if (mapping.label === undefined)
    take(
      'label',
      numbers.concat(free()).find((look) => mayBeLabel(look.column.name) && looksLikeLabel(look)),
    )
  if (mapping.score === undefined)
    take(
      'score',
      free().find(
        (look) => !look.isText && look.fractions >= MOST * look.texts.length && suits('score', look),
      ),
    )
}

/** Of two columns of texts that are about as long the first one is the query. */
function longer([first, second]: readonly Look[]): Look | undefined {
  if (!first || !second || first.meanLength > 1.5 * second.meanLength) return first
  return first.place > second.place ? first : second
}

/** Only 0 and 1, or words that say yes and no; both must be there. */
function looksLikeLabel({ texts, distinct, filled }: Look): boolean {
  if (filled === 0 || distinct > 4) return false
  const { read } = labelColumn(texts)
  const grades = texts.map(read)
  return grades.every((grade) => grade !== null && !(grade > 1)) && grades.includes(0) && grades.includes(1)
}

function lookAt(column: Column, place: number): Look {
  const texts: string[] = []
  let listed = 0
  for (const cell of sample(column.cells)) {
    if (typeof cell !== 'string') listed++
    for (const text of typeof cell === 'string' ? [cell] : cell.slice(0, 20))
      if (text.trim() !== '') texts.push(text)
  }
  const numeric = texts.filter(
    (text) => text.length < 40 && /^[\s+\-−]*[\d.,%\s]+(e[+-]?\d+)?\s*%?$/i.test(text.normalize('NFKC')),
  )
  const length = texts.reduce((sum, text) => sum + text.length, 0)
  return {
    column,
    place,
    filled: texts.length,
    distinct: new Set(texts).size,
    meanLength: texts.length === 0 ? 0 : length / texts.length,
    isText: texts.length > 0 && numeric.length < 0.7 * texts.length,
    isList: listed > 0,
    fractions: numeric.filter((text) => /\d?[.,]\d/.test(text)).length,
    texts,
  }
}

/** From all over the file: the first rows of a sorted file are all alike. */
function sample(cells: readonly Cell[]): readonly Cell[] {
  if (cells.length <= SAMPLE) return cells
  return Array.from({ length: SAMPLE }, (_, at) => cells[Math.floor((at * cells.length) / SAMPLE)]!)
}
