/** A source of vectors with a store before it, which survives the run. What the store cannot do ends no run. */
import { saidBy } from '../detail-words'
import { RecordCodec, rowsKey, smallKey, textHasher } from './run-records'
import type { TextOutcome, TextVectors, VectorSource, WantedText } from './run-vectors'

export interface StoredRecord {
  readonly key: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Bytes by key. IndexedDB in a page, a folder in Node. Every method rejects if the store fails. */
export interface VectorStore {
  /** In the order of the keys; null: not there. */
  read(keys: readonly string[]): Promise<(Uint8Array | null)[]>
  /** Makes room by deleting what was used longest ago, never what this run has used; what then has no room is left out. */
  write(records: readonly StoredRecord[]): Promise<void>
  close(): Promise<void>
}

/** Records that wait are written when they have this many bytes, or are this old: the work of one transaction is mostly its own. */
const WRITE_BYTES = 8 * 2 ** 20
const WRITE_MS = 1000
/** Texts that are looked up at once. */
const READ_TEXTS = 64
/** And their tokens: rows of 16,384 tokens of bge-m3 are 64 MB. */
const READ_TOKENS = 16_384

export class CachedVectors implements VectorSource {
  /** Why the store is no longer used; null: it is. */
  off: string | null = null
  private waiting: StoredRecord[] = []
  private bytes = 0
  private since = 0

  private constructor(
    private readonly inner: VectorSource,
    private readonly store: VectorStore,
    private readonly codec: RecordCodec,
    private readonly keyOf: (text: string) => string,
  ) {}

  /** @param numbers numbersKey of the model and the settings */
  static async open(inner: VectorSource, store: VectorStore, numbers: string): Promise<CachedVectors> {
    const hash = await textHasher()
    return new CachedVectors(inner, store, await RecordCodec.open(), (text) => hash(numbers, text))
  }

  async encode(
    texts: readonly WantedText[],
    rows: boolean,
    take: (text: WantedText, outcome: TextOutcome) => Promise<void>,
  ): Promise<void> {
    const missing: WantedText[] = []
    for (const some of lookups(texts)) {
      const found = await this.find(some, rows)
      for (const [at, text] of some.entries()) {
        const vectors = found[at]
        if (vectors) await take(text, { state: 'cached', vectors })
        else missing.push(text)
      }
    }
    await this.inner.encode(missing, rows, async (text, outcome) => {
      if (outcome.state === 'encoded') await this.keep(text.text, outcome.vectors)
      await take(text, outcome)
    })
  }

  /** Vectors without ColBERT rows of texts that are in the store. */
  async small(texts: readonly string[]): Promise<(TextVectors | null)[]> {
    const found: (TextVectors | null)[] = []
    const step = 4 * READ_TEXTS
    for (let at = 0; at < texts.length; at += step) {
      const keys = texts.slice(at, at + step).map((text) => smallKey(this.keyOf(text)))
      for (const bytes of await this.read(keys)) {
        const part = bytes && this.codec.readSmall(bytes)
        found.push(part ? { ...part, colbert: null } : null)
      }
    }
    return found
  }

  /** Writes what waits. Never rejects. */
  async flush(): Promise<void> {
    const records = this.waiting
    this.waiting = []
    this.bytes = 0
    if (this.off !== null || records.length === 0) return
    try {
      await this.store.write(records)
    } catch (error) {
      this.off = saidBy(error)
    }
  }

  async close(): Promise<void> {
    await this.flush()
    await this.store.close().catch(() => undefined)
  }

  private async find(texts: readonly WantedText[], rows: boolean): Promise<(TextVectors | null)[]> {
    const keys = texts.map(({ text }) => this.keyOf(text))
    const small = await this.read(keys.map(smallKey))
    const colbert = rows ? await this.read(keys.map(rowsKey)) : null
    return texts.map((_, at) => {
      const part = small[at] && this.codec.readSmall(small[at])
      if (!part) return null
      if (colbert === null) return { ...part, colbert: null }
      const matrix = colbert[at] && this.codec.readRows(colbert[at])
      return matrix ? { ...part, colbert: matrix } : null
    })
  }

  private async read(keys: readonly string[]): Promise<(Uint8Array | null)[]> {
    if (this.off === null)
      try {
        return await this.store.read(keys)
      } catch (error) {
        this.off = saidBy(error)
      }
    return keys.map(() => null)
  }

  private async keep(text: string, vectors: TextVectors): Promise<void> {
    if (this.off !== null) return
    const key = this.keyOf(text)
    if (this.waiting.length === 0) this.since = performance.now()
    this.add({ key: smallKey(key), bytes: this.codec.small(vectors) })
    if (vectors.colbert) this.add({ key: rowsKey(key), bytes: this.codec.rows(vectors.colbert) })
    if (this.bytes >= WRITE_BYTES || performance.now() - this.since >= WRITE_MS) await this.flush()
  }

  private add(record: StoredRecord): void {
    this.waiting.push(record)
    this.bytes += record.bytes.length
  }
}

function* lookups(texts: readonly WantedText[]): Generator<readonly WantedText[]> {
  let some: WantedText[] = []
  let tokens = 0
  for (const text of texts) {
    if (some.length > 0 && (some.length === READ_TEXTS || tokens + text.tokens > READ_TOKENS)) {
      yield some
      some = []
      tokens = 0
    }
    some.push(text)
    tokens += text.tokens
  }
  if (some.length > 0) yield some
}
