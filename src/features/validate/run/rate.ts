/** Speed of a run over its last seconds. */
import { milliseconds, type Milliseconds } from '../../../engine/units'

/** Milliseconds that the speed is taken over: long enough for a text of 8,192 tokens, short enough to follow the machine. */
const WINDOW = 15_000

interface Point {
  readonly at: number
  readonly texts: number
  readonly tokens: number
}

export interface Speed {
  /** Texts in a second. */
  readonly rate: number
  /** By tokens: a long text takes longer than a short one. */
  readonly remaining: Milliseconds
}

export class RateMeter {
  private points: Point[] = []

  constructor(private readonly now: () => number) {}

  /**
   * @param texts texts that are done @param tokens their tokens @param left tokens that wait
   * @returns null: not known yet
   */
  add(texts: number, tokens: number, left: number): Speed | null {
    const at = this.now()
    this.points.push({ at, texts, tokens })
    // One point before the window stays, so that a slow run has two.
    while (this.points.length > 2 && this.points[1]!.at < at - WINDOW) this.points.shift()
    const first = this.points[0]!
    const time = at - first.at
    if (time < 500 || tokens === first.tokens) return null
    return {
      rate: ((texts - first.texts) / time) * 1000,
      remaining: milliseconds((left * time) / (tokens - first.tokens)),
    }
  }
}
