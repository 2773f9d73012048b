/** The document of the table: what was made, what came of it, and what to look at. */
import type { Export, Tried } from './types'

export interface Row {
  readonly made: Export
  /** Null: the tool made nothing. */
  readonly tried: Tried | null
}

/** The greatest difference from the same graph in another build of the runtime: in fp32 only the order of sums differs. */
const TOLERANCES: Readonly<Record<string, number>> = { fp32: 1e-5, fp16: 2e-3 }
const QUANTISED = 2e-2

const HEADER = [
  '# Exports',
  'What m3scope makes of the files that usual tools write. Each row is one export of the same small encoder with random weights.',
  '`tsx scripts/exports/table.ts` writes this page, after `scripts/exports/make_exports.py` has made the exports: do not edit it. The head of either script says how to run it.',
  [
    '- **label**: the arithmetic that m3scope names.',
    '- **runs**: in layers, or whole and why; "table inside": the table of word embeddings lies in the heap of the runtime.',
    '- **attention**: whether attention weights can be shown, or why not.',
    '- **heads**: d dense, s sparse, c ColBERT.',
    '- **blocks**: the number of tokens from which attention runs in blocks of queries, so that long texts need less memory.',
    "- **difference**: the greatest difference of a number of the dense vectors of three texts (4, 21 and 1,253 tokens) from those of the export's own tool (torch, sentence-transformers, or native onnxruntime with or without its optimisations, whichever is nearer); in brackets, that of the same graph in one session; after a slash, that of sparse weights and ColBERT rows where they are known.",
    '- **to look at**: another label than the arithmetic it was made with, a missing head, a graph that runs whole, attention of an unknown form or without blocks, a difference of more than 1e-5 (fp32), 2e-3 (fp16) or 2e-2 (quantised), layers that differ from the whole graph, or an error with its code.',
  ].join('\n'),
].join('\n\n')

const short = (text: string, length: number): string => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}
/** Text of a tool or of the engine in a cell: no Markdown in it. */
const cell = (text: string): string => text.replaceAll(/[\\|*_`<>[\]]/g, '\\$&')
const exponent = (value: number | null | undefined) =>
  typeof value === 'number' ? value.toExponential(1) : ''

/** What is not as it should be, in words. */
export function problemsOf({ made, tried }: Row): readonly string[] {
  if (!tried) return []
  const { error, dtype, difference, headDifference, heads = [] } = tried
  const problems = [...(tried.problems ?? [])]
  if (dtype !== undefined && dtype !== made.expect.dtype) problems.push(`label, made as ${made.expect.dtype}`)
  if (error) return [...problems, `${error.code}: ${short(error.message, 300)}`]
  if (tried.attention === 'attention-unknown') problems.push('attention of an unknown form')
  else if (tried.attention === 'available' && tried.blockedFrom === null) problems.push('no blocks')
  if (typeof tried.whole === 'string') problems.push('whole')
  const missing = made.expect.heads.filter((name) => !heads.includes(name))
  problems.push(...missing.map((name) => `no ${name} (${tried.missing?.[name] ?? ''})`))
  if (typeof difference === 'number' && difference > (TOLERANCES[made.expect.dtype] ?? QUANTISED))
    problems.push('difference')
  if (typeof tried.wholeDifference === 'number' && difference! > 2 * tried.wholeDifference)
    problems.push('layers differ from the whole graph')
  if (typeof headDifference === 'number' && headDifference > TOLERANCES.fp32!)
    problems.push('difference of heads')
  return problems
}

function cells(row: Row): readonly string[] {
  const { made, tried } = row
  const head = [made.name, cell(made.options)]
  if (!tried)
    return [...head, '', '', '', '', '', '', cell(`the tool refuses: ${short(made.failed ?? '', 200)}`)]
  const whole = typeof tried.wholeDifference === 'number' ? ` (whole ${exponent(tried.wholeDifference)})` : ''
  const differences = [exponent(tried.difference) + whole, exponent(tried.headDifference)]
    .filter(Boolean)
    .join(' / ')
  return [
    ...head,
    tried.dtype ?? '',
    tried.whole === null ? `layers${tried.tableReason ? ', table inside' : ''}`
    : tried.whole === undefined ? ''
    : cell(short(`whole, ${tried.whole}`, 160)),
    tried.attention === 'available' ? 'yes' : (tried.attention ?? ''),
    String(tried.blockedFrom ?? ''),
    (tried.heads ?? []).map((name) => name[0]).join(' '),
    differences || (made.no_reference !== undefined ? 'the tool cannot run it' : ''),
    cell([...problemsOf(row), ...(tried.warnings ?? [])].join('; ')),
  ] // oxfmt-ignore
}

const line = (columns: readonly string[]) => `| ${columns.join(' | ')} |`
const COLUMNS = [
  'export',
  'options',
  'label',
  'runs',
  'attention',
  'blocks',
  'heads',
  'difference',
  'to look at',
]

function counts(rows: readonly Row[]): string {
  const loaded = rows.filter(({ tried }) => tried && !tried.error)
  const number = (list: readonly Row[], test: (row: Row) => boolean) => list.filter(test).length
  return [
    `${rows.length} exports.`,
    `${number(rows, ({ tried }) => !tried)} are refused by their own tool,`,
    `${number(rows, ({ tried }) => tried?.error !== undefined)} by m3scope;`,
    `${number(loaded, ({ tried }) => tried!.whole === null)} run in layers,`,
    `${number(loaded, ({ tried }) => tried!.whole !== null)} whole;`,
    `${number(loaded, (row) => problemsOf(row).length === 0)} of these ${loaded.length} have nothing to look at.`,
  ].join(' ')
}

const groupOf = ({ made }: Row) => `${made.tool}\n${made.version}`

/** @returns Markdown, a table for each tool and version, sorted by names */
export function document(rows: readonly Row[]): string {
  const { compare } = new Intl.Collator('en', { numeric: true })
  const sorted = rows.toSorted((a, b) => compare(a.made.name, b.made.name))
  const groups = [...new Set(sorted.map(groupOf))].toSorted(compare)
  const sections = groups.map((group) => {
    const [tool, version] = group.split('\n') as [string, string]
    const members = sorted.filter((row) => groupOf(row) === group)
    const table = [COLUMNS, COLUMNS.map(() => '-'), ...members.map(cells)].map(line).join('\n')
    return `## ${tool}\n\n${version}\n\n${table}`
  })
  return [HEADER, counts(rows), ...sections].join('\n\n') + '\n'
}
