/**
 * Lines that wait for their verdict. A server is judged by all its texts, so a line is written when no later text can
 * change what is known about the server, or at the end.
 */
import { isSettled, judge, type JudgedText } from '../../../src/engine/endpoint/judge'
import type { TokenCounting } from '../../../src/engine/endpoint/counts'
import type { Comparison, ScorePair, Verdict } from '../../../src/engine/endpoint/types'
import type { ModelInfo } from '../../../src/engine/model/types'
import type { WhyResult } from '../../../src/engine/why/types'
import { pairLine, textLine, type SideFound } from '../../../src/formats/report/compare-line'
import type { givenFields } from '../../../src/formats/report/score-units'

/** Vectors are dropped as soon as they are compared: only what `--why` needs is kept. */
export interface AskedSide extends Omit<SideFound, 'comparison' | 'why'> {
  readonly judged: JudgedText
  /** Explains its dense vector; null: that is not wanted. */
  readonly explain: (() => Promise<WhyResult>) | null
}

export interface AskedLine {
  readonly id: unknown
  /** A text, or both texts of a pair. */
  readonly sides: readonly [AskedSide] | readonly [AskedSide, AskedSide]
  /** Of a pair. */
  readonly scores: ScorePair | null
  /** What production's number of the pair is; null: no number was given. */
  readonly given: ReturnType<typeof givenFields> | null
}

interface Options {
  readonly counting: TokenCounting
  readonly info: ModelInfo
  readonly write: (line: unknown) => Promise<void>
}

export class HeldLines {
  private held: AskedLine[] = []
  /** What is known about the server. */
  private texts: JudgedText[] = []
  private readonly tally = new Map<Verdict['kind'], number>()

  constructor(private readonly options: Options) {}

  async add(line: AskedLine): Promise<void> {
    this.held.push(line)
    const { counting } = this.options
    if (!isSettled(this.texts, counting)) this.texts.push(...line.sides.map(({ judged }) => judged))
    if (isSettled(this.texts, counting)) await this.flush()
  }

  /** Writes the lines that still wait. Needed after an error too: what was asked is not lost. */
  async flush(): Promise<void> {
    const { texts, held } = this
    this.held = []
    const own = new Set(held.flatMap(({ sides }) => sides.map(({ judged }) => judged)))
    const known = texts.filter((text) => !own.has(text))
    let at = 0
    const comparisons = judge([...own, ...known], this.options.counting)
    for (const line of held) {
      await this.writeLine(line, comparisons.slice(at, at + line.sides.length))
      at += line.sides.length
    }
  }

  /** "3 texts: 2 same, 1 different"; "" where nothing was compared. */
  get summary(): string {
    const total = [...this.tally.values()].reduce((sum, count) => sum + count, 0)
    const parts = [...this.tally].map(([kind, count]) => `${count} ${kind}`)
    return total === 0 ? '' : `${total} ${total === 1 ? 'text' : 'texts'}: ${parts.join(', ')}.`
  }

  private async writeLine(
    { id, sides, scores, given }: AskedLine,
    comparisons: readonly Comparison[],
  ): Promise<void> {
    const { info, write } = this.options
    const found: SideFound[] = []
    for (const [at, side] of sides.entries()) found.push(await this.sideOf(side, comparisons[at]!))
    const [a, b] = found
    if (b && scores) await write({ id, ...pairLine(a!, b, scores, info), ...(given && { given }) })
    else await write({ id, ...textLine(a!, info), scores: null })
  }

  private async sideOf({ judged, explain, ...side }: AskedSide, comparison: Comparison): Promise<SideFound> {
    const kind = comparison.dense?.state === 'available' ? comparison.dense.value.verdict.kind : null
    if (kind !== null) this.tally.set(kind, (this.tally.get(kind) ?? 0) + 1)
    const isOpen = kind === 'undecided' || kind === 'different'
    return { ...side, comparison, ...(isOpen && explain && { why: await explain() }) }
  }
}
