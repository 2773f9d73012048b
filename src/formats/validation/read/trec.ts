/** Runs and judgements of TREC, and learning-to-rank lines as Quepid exports them: columns between white space. */
import { TableWriter, type FileHooks, type Table } from './table'
import { DAMAGED } from './text'

const RUN = /^(\S+)\s+(Q0|0)\s+(\S+)\s+(\d+)\s+(\S+)\s+(\S.*)$/i
const QRELS = /^(\S+)\s+(?:Q?\d+|iter)\s+(\S+)\s+([+-]?\d+)$/i
const LTR = /^([+-]?\d+(?:\.\d+)?)\s+qid:(\S+)\s(?:[^#]*)#\s*(\S+)(?:\s+(.*))?$/

export type LineShape = 'trec-run' | 'trec-qrels' | 'ltr'

const FORMS: readonly (readonly [LineShape, RegExp, readonly string[]])[] = [
  ['trec-run', RUN, ['query-id', 'document-id', 'rank', 'score', 'tag']],
  ['trec-qrels', QRELS, ['query-id', 'document-id', 'label']],
  ['ltr', LTR, ['label', 'query-id', 'document-id', 'query']],
]

/** Null: the lines have none of these forms. A line or two may be damaged. */
export function lineShape(text: string): LineShape | null {
  const lines = text
    .slice(0, 65_536)
    .split('\n', 60)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length === 0) return null
  const [found] =
    FORMS.find(([, form]) => lines.filter((line) => form.test(line)).length >= 0.8 * lines.length) ?? []
  return found ?? null
}

export async function lineTable(text: string, shape: LineShape, hooks: FileHooks): Promise<Table> {
  const [, form, names] = FORMS.find(([name]) => name === shape)!
  const writer = new TableWriter(names)
  let row = 0
  for (const line of text.split('\n')) {
    const trimmed = line.trim()
    if (trimmed === '') continue
    if (++row % 2000 === 0) await hooks.checkpoint()
    const found = form.exec(trimmed)
    if (trimmed.includes(DAMAGED))
      writer.skip(row, 'wrong-encoding', trimmed.replaceAll(DAMAGED, '').slice(0, 200))
    else if (!found)
      writer.skip(row, 'wrong-number-of-cells', `${trimmed.split(/\s+/).length} / ${names.length + 1}`)
    else writer.addCells(row, cellsOf(shape, found))
  }
  return writer.table()
}

function cellsOf(shape: LineShape, found: RegExpExecArray): string[] {
  const cells = found.slice(1).map((cell) => cell ?? '')
  return shape === 'trec-run' ? [cells[0]!, cells[2]!, cells[3]!, cells[4]!, cells[5]!] : cells
}
