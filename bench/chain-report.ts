/** The tables of bench/chain.ts, in Markdown. */

/** What one way to run a model cost, in milliseconds and bytes. */
export interface Measured {
  readonly name: string
  readonly load: number
  readonly heapAfterLoad: number
  /** Number of tokens → the times of the rounds, in the same order for all rows; or why there are no times. */
  readonly times: ReadonlyMap<number, readonly number[] | string>
  /** Number of tokens → size of the heap afterwards. The heap never shrinks, and the lengths rise. */
  readonly heaps: ReadonlyMap<number, number>
  /** The times of the 32 texts: one call for each, and all in one padded batch. */
  readonly each: readonly number[] | string
  readonly batch: readonly number[] | string
}

/** A way to run that could not be loaded, and why. */
export interface Failed {
  readonly name: string
  readonly failed: string
}

export interface Report {
  readonly model: string
  readonly graphBytes: number
  readonly whole: Measured | Failed
  readonly cut: Measured | Failed
  readonly peerDefaults: Measured | Failed
  readonly peerThreads: Measured | Failed
}

const GOALS: Readonly<Record<string, { readonly heap: number; readonly longest: number | null }>> = {
  int8: { heap: 0.45e9, longest: 1e9 },
  fp32: { heap: 1.7e9, longest: null },
}
const AS_WHOLE = 0.95
const AS_PEER = 1.7
const AS_BATCH = 4
const LONGEST = 8192

const isMeasured = (row: Measured | Failed): row is Measured => 'load' in row

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

const megabytes = (count: number) => `${(count / 1e6).toFixed(0)} MB`
const duration = (ms: number) => (ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toPrecision(3)} s`)
const timeCell = (times: readonly number[] | string | undefined) =>
  typeof times === 'string' ? times
  : times && times.length > 0 ? duration(median(times))
  : '' // oxfmt-ignore
const table = (rows: readonly (readonly string[])[]) => {
  const [head = [], ...body] = rows
  return [head, head.map(() => '-'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** Median over the rounds of `other` / `one`. Noise slows both runs of a round, so the quotient stays. */
function ratio(
  other: readonly number[] | string | undefined,
  one: readonly number[] | string | undefined,
): number | null {
  if (!Array.isArray(other) || !Array.isArray(one) || other.length === 0 || one.length === 0) return null
  const rounds = Math.min(other.length, one.length)
  return median((other as number[]).slice(0, rounds).map((time, i) => time / (one as number[])[i]!))
}

export function render(report: Report, lengths: readonly number[]): string {
  const rows = [report.whole, report.cut, report.peerDefaults, report.peerThreads]
  const measured = rows.filter(isMeasured)
  const head = ['', 'load', 'heap after it', ...lengths.map(String), '32 texts, each', '32 texts, a batch']
  const times = rows.map((row) =>
    isMeasured(row)
      ? [
          row.name,
          duration(row.load),
          megabytes(row.heapAfterLoad),
          ...lengths.map((n) => timeCell(row.times.get(n))),
          timeCell(row.each),
          timeCell(row.batch),
        ]
      : [row.name, row.failed, ...head.slice(2).map(() => '')],
  )
  const heaps = measured.map((row) => [
    row.name,
    ...lengths.map((n) => (row.heaps.has(n) ? megabytes(row.heaps.get(n)!) : '')),
  ])
  return [
    `### ${report.model}, ${megabytes(report.graphBytes)}`,
    table([head, ...times]),
    'Heap after so many tokens:',
    table([['', ...lengths.map(String)], ...heaps]),
    table([
      ['against in layers (above 1: in layers is quicker)', ...lengths.map(String), 'each', 'a batch'],
      ...[report.whole, report.peerDefaults, report.peerThreads].map((row) => [
        row.name,
        ...ratiosOf(row, report.cut, lengths).map((value) => value?.toFixed(2) ?? ''),
      ]),
    ]),
    table([['goal', 'found', ''], ...goals(report, lengths)]),
  ].join('\n\n')
}

/** The times by length, then of the 32 texts: one by one, and the batch of a row against one by one in layers. */
function ratiosOf(row: Measured | Failed, cut: Measured | Failed, lengths: readonly number[]) {
  if (!isMeasured(row) || !isMeasured(cut)) return [...lengths, 0, 0].map(() => null)
  return [
    ...lengths.map((n) => ratio(row.times.get(n), cut.times.get(n))),
    ratio(row.each, cut.each),
    ratio(row.batch, cut.each),
  ]
}

function goals({ model, whole, cut, peerDefaults }: Report, lengths: readonly number[]): string[][] {
  if (!isMeasured(cut)) return [['in layers', cut.failed, 'no']]
  const wanted = GOALS[model]
  const rows: string[][] = []
  const add = (goal: string, found: number | null, reached: (value: number) => boolean, text: string) =>
    rows.push([goal, found === null ? 'not measured' : text, found === null ? '' : reached(found) ? 'yes' : 'no']) // oxfmt-ignore
  const least = (row: Measured | Failed) => {
    const found = ratiosOf(row, cut, lengths)
      .slice(0, lengths.length)
      .filter((value) => value !== null)
    return found.length > 0 ? Math.min(...found) : null
  }
  const atLeast = (goal: string, found: number | null, limit: number) =>
    add(goal, found, (value) => value >= limit, `${found?.toFixed(2)} ×`)
  const atMost = (goal: string, found: number | null, limit: number) =>
    add(goal, found, (value) => value <= limit, megabytes(found ?? 0))
  atLeast(`≥ ${AS_WHOLE} of whole at every length`, least(whole), AS_WHOLE)
  if (wanted) atMost(`heap after load ≤ ${megabytes(wanted.heap)}`, cut.heapAfterLoad, wanted.heap)
  if (wanted?.longest != null) {
    const heap = Array.isArray(cut.times.get(LONGEST)) ? cut.heaps.get(LONGEST) : undefined
    atMost(`${LONGEST} tokens under ${megabytes(wanted.longest)}`, heap ?? null, wanted.longest)
  }
  atLeast(`≥ ${AS_PEER} × the peer's defaults on single texts`, least(peerDefaults), AS_PEER)
  const batch = isMeasured(peerDefaults) ? ratio(peerDefaults.batch, cut.each) : null
  atLeast(`≥ ${AS_BATCH} × the peer's padded batch of 32`, batch, AS_BATCH)
  return rows
}
