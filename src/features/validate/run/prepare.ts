/** The model's inputs of a set: rules, metadata and prefix for each text, by a worker; equal inputs once. */
import type { ErrorData } from '../../../engine/errors'
import type { ValidationSet } from '../../../engine/validate/types'
import type { PageClient } from '../../../core/context'
import type { ValidationInputs } from './types'

export interface PreparedSet {
  /** Each distinct input once. */
  readonly texts: readonly string[]
  /** [queries] and [documents] index into `texts`. */
  readonly queryInput: Int32Array
  readonly documentInput: Int32Array
  readonly queryHashes: readonly string[]
  readonly documentHashes: readonly string[]
  /** Texts whose rules were stopped: indices into `texts`, and what to tell. */
  readonly refused: ReadonlySet<number>
  readonly problems: readonly { readonly name: string; readonly error: ErrorData }[]
}

/** Texts and UTF-16 units of one message: it is cloned in a few milliseconds. */
const TEXTS = 500
const UNITS = 400_000

const REFUSED = 'refused'

/** @throws EngineError run/cancelled, worker/crashed */
export async function prepareSet(
  client: PageClient,
  { queries, documents }: ValidationSet,
  { prefix, rules, leaveOutMetadata }: ValidationInputs,
  signal: AbortSignal,
): Promise<PreparedSet> {
  const texts: string[] = []
  const places = new Map<string, number>()
  const refused = new Set<number>()
  const problems: { readonly name: string; readonly error: ErrorData }[] = []

  async function side({ ids, texts: given }: ValidationSet['queries'], before: string, role: string) {
    const input = new Int32Array(given.length)
    const hashes: string[] = []
    for (const [from, to] of slices(given)) {
      const some = given.slice(from, to)
      const request = { texts: some, rules, leaveOutMetadata, prefix: before }
      const reply = await client.call('validationPrepare', request, { signal })
      const changed = new Map(reply.changed.map(({ at, text }) => [at, text]))
      const stopped = new Map(reply.problems.map(({ at, error }) => [at, error]))
      for (const [at, text] of some.entries()) {
        const error = stopped.get(at)
        // A text that was not prepared is no input, and equals no other.
        const hash = error ? `${REFUSED} ${role} ${from + at}` : reply.hashes[at]!
        let place = places.get(hash)
        if (place === undefined) {
          place = texts.length
          places.set(hash, place)
          texts.push(changed.get(at) ?? text)
        }
        input[from + at] = place
        hashes.push(hash)
        if (!error) continue
        refused.add(place)
        problems.push({ name: ids[from + at]!, error })
      }
    }
    return { input, hashes }
  }

  const query = await side(queries, prefix, 'query')
  const document = await side(documents, '', 'document')
  return {
    texts,
    queryInput: query.input,
    documentInput: document.input,
    queryHashes: query.hashes,
    documentHashes: document.hashes,
    refused,
    problems,
  }
}

/** Index of each hash among the distinct ones, queries first, as prepareSet counts them. */
export function inputsOfHashes(
  queryHashes: readonly string[],
  documentHashes: readonly string[],
): { readonly queryInput: Int32Array; readonly documentInput: Int32Array } {
  const places = new Map<string, number>()
  const of = (hash: string) => {
    const known = places.get(hash)
    if (known !== undefined) return known
    places.set(hash, places.size)
    return places.size - 1
  }
  return { queryInput: Int32Array.from(queryHashes, of), documentInput: Int32Array.from(documentHashes, of) }
}

function* slices(texts: readonly string[]): Generator<readonly [from: number, to: number]> {
  for (let from = 0; from < texts.length;) {
    let to = from
    let units = 0
    while (to < texts.length && to - from < TEXTS && (to === from || units + texts[to]!.length <= UNITS))
      units += texts[to++]!.length
    yield [from, to]
    from = to
  }
}
