/** What a search found, as rows on standard output, and what is said about them. */
import type { LostScore, Metric } from '../../../src/engine/score/databases/types'
import type { Answered } from '../../../src/formats/search/run'
import type { Hit } from '../../../src/formats/search/types'
import type { Io } from '../../shared/io'
import { writeLine } from '../../shared/lines'

export interface Query {
  readonly id: string
  readonly text: string
  /** Further fields of the line. */
  readonly more: Readonly<Record<string, unknown>>
}

export function sayMeaning(
  { messages }: Io,
  label: string,
  field: string,
  meaning: Metric | LostScore | null,
  text: string | null,
): void {
  const what =
    meaning === null
      ? 'of an unknown metric'
      : `${meaning.name}: ${meaning.formula}${
          meaning.kind === 'metric' && !meaning.largerIsCloser ? ' (smaller is closer)' : ''
        }`
  messages.say(`${label}: \`score\` is its "${field}", ${what}; the text is its field ${text ?? '–'}.`)
}

/** Writes rows in the order of the queries, as soon as all queries before have theirs. */
export class Rows {
  #next = 0
  #withoutText = 0
  #empty = 0
  #failed = 0
  #written: Promise<void> = Promise.resolve()
  readonly #waiting = new Map<number, Answered>()

  constructor(
    private readonly queries: readonly Query[],
    private readonly io: Io,
  ) {}

  get count(): number {
    return this.queries.length
  }

  add(index: number, answer: Answered): void {
    this.#waiting.set(index, answer)
    for (let ready = this.#waiting.get(this.#next); ready; ready = this.#waiting.get(this.#next)) {
      this.#waiting.delete(this.#next)
      const query = this.queries[this.#next++]!
      this.#written = this.#written.then(() => this.#write(query, ready!))
    }
  }

  /** @throws Error where queries failed */
  async end(): Promise<void> {
    await this.#written
    const { messages } = this.io
    if (this.#empty > 0) messages.say(`${this.#empty} of ${this.count} queries found no document.`)
    if (this.#withoutText > 0)
      messages.say(
        `${this.#withoutText} documents have no text in this field and are left out (--text-field).`,
      )
    if (this.#failed > 0) throw new Error(`${this.#failed} of ${this.count} queries failed.`)
  }

  async #write({ id, text, more }: Query, answer: Answered): Promise<void> {
    if (answer.state === 'failed') {
      this.#failed++
      this.io.messages.say(`query ${id}: ${answer.error.message}`)
      return
    }
    if (answer.hits.length === 0) this.#empty++
    for (const hit of answer.hits) {
      if (hit.text === null) this.#withoutText++
      else await writeLine(this.io, rowOf(id, text, hit, more))
    }
  }
}

const rowOf = (id: string, query: string, hit: Hit, more: Query['more']) => ({
  query_id: id,
  query,
  document_id: hit.id,
  document: hit.text,
  rank: hit.rank,
  score: hit.score,
  ...more,
})
