/** Names of the columns of the files that m3scope writes: a file of its own that is read again is known by them. */
import { SCORE_NAMES } from '../../engine/score/types'
import type { ColumnMapping } from './types'

export const PAIR_COLUMNS = [
  'row',
  'query_id',
  'query',
  'document_id',
  'document',
  'rank',
  'production_score',
  'label',
  'unsure',
  'note',
  ...SCORE_NAMES,
  'm3scope_rank',
] as const
export const MADE_BY = 'made_by'

/** What they stand for. A column that is empty stands for it too: the set had no such value. */
export const OWN_MAPPING: ColumnMapping = {
  query: 'query',
  document: 'document',
  'query-id': 'query_id',
  'document-id': 'document_id',
  rank: 'rank',
  score: 'production_score',
  label: 'label',
}

const RESULTS: ReadonlySet<string> = new Set([...SCORE_NAMES, 'm3scope_rank', MADE_BY, 'unsure'])

/** Of a table of ours: a number or a mark that m3scope gave. Production had none of these, so no role is guessed for it. */
export const isResult = (name: string): boolean => RESULTS.has(name)

/** A column of ours is there, also if others were taken out. Other people's tables may have a column "dense", too. */
export const hasOwnColumn = (names: readonly string[]): boolean =>
  names.includes('m3scope_rank') || names.includes(MADE_BY)

/** XLSX has no column "made_by": that stands on a sheet. */
export function isOwnTable(names: Iterable<string>): boolean {
  const all = new Set(names)
  return PAIR_COLUMNS.every((name) => all.has(name))
}

/** The sheet of an XLSX file that has, in parts, the texts that no cell can hold. */
export const LONG_TEXTS = { sheet: 'long texts', names: ['sheet', 'row', 'column', 'part', 'text'] } as const
