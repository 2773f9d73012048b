import type { ErrorCode } from '../errors'
import type { HeadName, Observed } from './types'

type Notes = {
  texts: number[]
  scores: Record<HeadName, number[]>
  hits: number
  misses: number
  failures: ErrorCode[]
}

const nothing = (): Notes => ({
  texts: [],
  scores: { dense: [], sparse: [], colbert: [] },
  hits: 0,
  misses: 0,
  failures: [],
})

/** Notes what the engine does until a message takes the notes along. */
export class Recorder {
  private notes = nothing()
  private lastHeap: number | null = null

  /** @param heap bytes of the WASM memory; null: unknown */
  constructor(private readonly heap: () => number | null = () => null) {}

  /** @param tokens with `<s>` and `</s>`, after the cut @param time milliseconds of the whole text, of a batch its share */
  encoded(tokens: number, time: number): void {
    this.notes.texts.push(tokens, time)
  }

  score(head: HeadName, value: number): void {
    if (Number.isFinite(value)) this.notes.scores[head].push(value)
  }

  /** Look-ups of texts that were to be encoded. */
  cache(hits: number, misses: number): void {
    this.notes.hits += hits
    this.notes.misses += misses
  }

  /** A text that failed in a run that goes on. */
  failed(code: ErrorCode): void {
    this.notes.failures.push(code)
  }

  /** What is new; undefined: nothing is. */
  take(): Observed | undefined {
    const { texts, scores, hits, misses, failures } = this.notes
    const heap = this.heap()
    const isSame =
      texts.length === 0 &&
      hits + misses + failures.length === 0 &&
      Object.values(scores).every((values) => values.length === 0) &&
      heap === this.lastHeap
    if (isSame) return undefined
    this.notes = nothing()
    this.lastHeap = heap
    return { texts, scores, hits, misses, ...(failures.length > 0 && { failures }), heap }
  }
}
