/** What the terminal says about a file that it has read, in sentences. */
import type { Answer } from '../../../src/engine/validate/answer-types'
import {
  COLUMN_ROLES,
  type ColumnMapping,
  type FileShape,
  type ReadNote,
} from '../../../src/formats/validation/types'

/** Formats that say what their columns are. */
const FIXED: readonly FileShape[] = ['trec-run', 'trec-qrels', 'beir', 'quepid', 'flag-embedding']

/** "read as: query=q, document=doc (guessed)". Null: every role was named. @param given by `--map` */
export function mappingLine(
  { mapping, shape }: { readonly mapping: ColumnMapping; readonly shape: FileShape },
  given: ColumnMapping | null,
): string | null {
  const roles = COLUMN_ROLES.filter((role) => mapping[role])
  const guessed = roles.filter((role) => given?.[role] === undefined)
  if (guessed.length === 0) return null
  const columns = roles.map((role) => `${role}=${mapping[role]}`).join(', ')
  if (FIXED.includes(shape)) return `read as: ${columns} (format ${shape})`
  return `read as: ${columns} (guessed${guessed.length < roles.length ? `: ${guessed.join(', ')}` : ''})`
}

const NOTES: Readonly<Record<ReadNote['code'], (about: string, count: number) => string>> = {
  'decimal-commas': (about) => `${about}: a comma is the decimal sign (0,87 is 0.87).`,
  'thousands-commas': (about) => `${about}: a comma separates thousands (1,234 is 1234).`,
  percent: (about, count) => `${about}: ${count} values have a percent sign (87.5 % is 0.875).`,
  'ranks-from-zero': (about) => `${about} begins at 0: ranks are counted from 1.`,
  'no-zero-label': (about, count) =>
    `${about}: no label is 0 or "no", so each of the ${count} labelled pairs counts as relevant.`,
  'negative-labels': (about, count) => `${about}: grades below 0 count as not relevant (here: ${count}).`,
  'labels-in-words': (about) => `${about}: "partially relevant" is 1, "relevant" 2, "highly relevant" 3.`,
  'label-by-content': (about) =>
    `${about} is read as the label, because of its values alone. --map label=… names another column, --map label= none.`,
  'no-header': () => 'The first row is data: the columns have no names.',
  'comment-lines': (_, count) => `Lines that begin with "#" above the header are passed over: ${count}.`,
  'title-and-text': () => 'The document is its title, a space, and its text.',
  'merged-filled': (about, count) => `${about}: ${count} merged cells got the value of the first one.`,
  'merged-left': (about, count) =>
    `${about}: ${count} merged cells stay empty, because the value may be meant for the first row alone.`,
  'formula-without-value': (_, count) =>
    `${count} formulas have no stored value. Open the file in a spreadsheet and save it.`,
  'one-sheet': (about, count) => `Only the sheet "${about}" of ${count} is read.`,
  'encoding-doubtful': (about) => `The encoding ${about} is a guess.`,
  'columns-left-out': (_, count) => `Too many columns: ${count} are left out.`,
}

export const noteLine = ({ code, about, count }: ReadNote): string => NOTES[code](about, count)

/** A direction that nothing tells may be wrong, and then every number of production is. Null: something told it. */
export function directionWarning({ production }: Answer, scoreColumn: string | undefined): string | null {
  if (production?.by !== 'default') return null
  const column = scoreColumn === undefined ? '' : ` (${scoreColumn})`
  return (
    `warning: production's score${column} is read as "larger is closer": its ranks, a known formula and its name say nothing. ` +
    'If it is a distance, add --production-direction smaller; if not, --production-direction larger.'
  )
}
