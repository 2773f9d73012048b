/** What a run reports: at most ten messages in a second, each with all scores since the one before. */
import { byHead } from './run-vectors'
import type { ValidateProgress } from './run-types'
import type { HeadName } from './types'

/** Milliseconds. */
const EVERY = 100

export class Reporter {
  texts = { done: 0, total: 0, cached: 0, encoded: 0 }
  tokens = { done: 0, total: 0 }
  pairs = { done: 0, total: 0 }
  private at: number[] = []
  private readonly scores: Record<HeadName, number[]> = byHead(() => [])
  private found: { a: number[]; b: number[] } = { a: [], b: [] }
  private sent = -Infinity

  constructor(private readonly send: ((progress: ValidateProgress) => void) | undefined) {}

  score(pair: number, scores: Readonly<Record<HeadName, number>>): void {
    this.pairs.done++
    this.at.push(pair)
    for (const head of ['dense', 'sparse', 'colbert'] as const) this.scores[head].push(scores[head])
  }

  find(a: number, b: number): void {
    this.pairs.total++
    this.found.a.push(a)
    this.found.b.push(b)
  }

  /** Sends what there is, if the message before is old enough. */
  tick(): void {
    if (performance.now() - this.sent >= EVERY) this.flush()
  }

  flush(): void {
    const { at, found } = this
    const scored = at.length > 0 ? { at: Int32Array.from(at), scores: this.taken() } : null
    this.at = []
    this.found = { a: [], b: [] }
    this.sent = performance.now()
    this.send?.({
      texts: { ...this.texts },
      tokens: { ...this.tokens },
      pairs: { ...this.pairs },
      scored,
      found: found.a.length > 0 ? { a: Int32Array.from(found.a), b: Int32Array.from(found.b) } : null,
    })
  }

  private taken(): Record<HeadName, Float64Array> {
    return byHead((head) => {
      const values = Float64Array.from(this.scores[head])
      this.scores[head] = []
      return values
    })
  }
}
