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
  /** The times of the 32 texts: one call for each, and all in one call (the peer pads them). */
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
  readonly own: Measured | Failed
  readonly peerDefaults: Measured | Failed
  readonly peerThreads: Measured | Failed
}

interface Goals {
  /** Of the heap after loading, in bytes. */
  readonly heap: number
  /** Number of tokens → time of onnxruntime-web's whole graph ÷ ours, at least. */
  readonly ratios: ReadonlyMap<number, number>
  /** Heap after LONGEST tokens. */
  readonly longest: number | null
}

const GOALS: Readonly<Record<string, Goals>> = {
  int8: {
    heap: 340e6,
    longest: 700e6,
    ratios: new Map([[16, 2], [64, 1.7], [256, 1.6], [512, 1.7], [2048, 1.6]]), // oxfmt-ignore
  },
  fp32: {
    heap: 1300e6,
    longest: null,
    ratios: new Map([[16, 1.45], [64, 1.35], [256, 1.35], [512, 1.4]]), // oxfmt-ignore
  },
}
/** The peer's defaults ÷ ours. */
const AS_PEER = 2.5
const AS_BATCH = 8
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
  const rows = [report.whole, report.cut, report.own, report.peerDefaults, report.peerThreads]
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
      ['against our own encoder (above 1: ours is quicker)', ...lengths.map(String), 'each', 'a batch'],
      ...[report.whole, report.cut, report.peerDefaults, report.peerThreads].map((row) => [
        row.name,
        ...ratiosOf(row, report.own, lengths).map((value) => value?.toFixed(2) ?? ''),
      ]),
    ]),
    table([['goal', 'found', ''], ...goals(report, lengths)]),
  ].join('\n\n')
}

/** The times by length, then of the 32 texts: one by one, and in a batch. */
function ratiosOf(row: Measured | Failed, own: Measured | Failed, lengths: readonly number[]) {
  if (!isMeasured(row) || !isMeasured(own)) return [...lengths, 0, 0].map(() => null)
  return [
    ...lengths.map((n) => ratio(row.times.get(n), own.times.get(n))),
    ratio(row.each, own.each),
    ratio(row.batch, own.batch),
  ]
}

function goals({ model, whole, own, peerDefaults }: Report, lengths: readonly number[]): string[][] {
  if (!isMeasured(own)) return [['own encoder', own.failed, 'no']]
  const wanted = GOALS[model]
  const rows: string[][] = []
  const add = (goal: string, found: number | null, reached: (value: number) => boolean, text: string) =>
    rows.push([goal, found === null ? 'not measured' : text, found === null ? '' : reached(found) ? 'yes' : 'no']) // oxfmt-ignore
  const atLeast = (goal: string, found: number | null, limit: number) =>
    add(goal, found, (value) => value >= limit, `${found?.toFixed(2)} ×`)
  const atMost = (goal: string, found: number | null, limit: number) =>
    add(goal, found, (value) => value <= limit, megabytes(found ?? 0))
  for (const [n, least] of wanted?.ratios ?? []) {
    const found = isMeasured(whole) ? ratio(whole.times.get(n), own.times.get(n)) : null
    if (lengths.includes(n)) atLeast(`≥ ${least} × onnxruntime-web whole at ${n} tokens`, found, least)
  }
  if (wanted) atMost(`heap after load ≤ ${megabytes(wanted.heap)}`, own.heapAfterLoad, wanted.heap)
  if (wanted?.longest != null) {
    const heap = Array.isArray(own.times.get(LONGEST)) ? own.heaps.get(LONGEST) : undefined
    atMost(`${LONGEST} tokens under ${megabytes(wanted.longest)}`, heap ?? null, wanted.longest)
  }
  const short = ratiosOf(peerDefaults, own, lengths)
    .slice(0, lengths.length)
    .filter((value) => value !== null)
  atLeast(
    `≥ ${AS_PEER} × the peer's defaults on single texts`,
    short.length > 0 ? Math.min(...short) : null,
    AS_PEER,
  )
  const batch = isMeasured(peerDefaults) ? ratio(peerDefaults.batch, own.batch) : null
  atLeast(`≥ ${AS_BATCH} × the peer's padded batch of 32`, batch, AS_BATCH)
  return rows
}
