/** Scores of all pairs of a set, from the checkpoint and the engine. */
import { join } from 'node:path'
import { identityOf, type Identity } from '../../../src/engine/model/identity'
import type { ModelInfo } from '../../../src/engine/model/types'
import type { EncodeSettings } from '../../../src/engine/encode/types'
import { bytes } from '../../../src/engine/units'
import { placesOf, RunColumns, STATE } from '../../../src/engine/validate/run-columns'
import { numbersKey } from '../../../src/engine/validate/run-records'
import type { ValidateProgress, ValidateReply } from '../../../src/engine/validate/run-types'
import { byHead } from '../../../src/engine/validate/run-vectors'
import type { ValidationSet } from '../../../src/engine/validate/types'
import type { EngineClient } from '../../../src/host/calls'
import type { OptionValues } from '../../describe/options'
import type { Io } from '../../shared/io'
import { ScoreFile } from './checkpoint'

/** Bytes of vectors that a run may add to the checkpoint's folder: 2,000 texts of 500 tokens of bge-m3. */
const VECTORS = 4e9

/** What each list of a search keeps for a query: as in the page. */
export const CANDIDATES = 10

export interface Scored {
  readonly columns: RunColumns
  readonly reply: ValidateReply
  readonly identity: Identity
  /** [queries] and [documents] index into the run's texts. */
  readonly queryInput: Int32Array
  readonly documentInput: Int32Array
}

type Options = Pick<OptionValues, 'corpus' | 'candidates' | 'checkpoint' | 'weights' | 'progress'>

/** @throws EngineError as the call `validate`, validation/checkpoint */
export async function scoreSet(
  engine: EngineClient,
  info: ModelInfo,
  settings: EncodeSettings,
  set: ValidationSet,
  options: Options,
  io: Io,
): Promise<Scored> {
  const identity = identityOf(info, settings)
  const { texts, queryInput, documentInput } = inputsOf(set)
  const columns = options.corpus ? RunColumns.ofSearch(set) : RunColumns.ofPairs(set)
  const kept =
    options.checkpoint === null ? null : await ScoreFile.open(options.checkpoint, numbersKey(identity, info))
  const textsOf = (pair: number): readonly [string, string] => {
    const { query, document } = columns.pairs
    return [set.queries.texts[query[pair]!]!, set.documents.texts[document[pair]!]!]
  }
  if (kept)
    for (const pair of columns.waiting()) {
      const scores = kept.get(...textsOf(pair))
      if (scores) columns.set(pair, scores)
    }
  const waiting = columns.waiting()
  const known = [...columns.state.keys()].filter((pair) => columns.state[pair] !== STATE.waiting)
  const inputs = (pairs: readonly number[]) => ({
    a: Int32Array.from(pairs, (pair) => queryInput[columns.pairs.query[pair]!]!),
    b: Int32Array.from(pairs, (pair) => documentInput[columns.pairs.document[pair]!]!),
  })
  /** Pairs of the columns behind each pair of the request, and then of what is found. */
  const sent: (readonly number[])[] = waiting.map((pair) => [pair])
  const queriesOf = placesOf(queryInput)
  const documentsOf = placesOf(documentInput)
  let writing: Promise<void> = Promise.resolve()
  let written = performance.now()

  const onProgress = ({ found, scored, texts: counts, pairs }: ValidateProgress) => {
    if (found)
      for (const [at, input] of found.a.entries()) {
        const from = columns.pairs.count
        const both = queriesOf
          .get(input)!
          .flatMap((q) => documentsOf.get(found.b[at]!)!.map((d) => [q, d] as const))
        columns.add(
          both.map(([q]) => q),
          both.map(([, d]) => d),
        )
        sent.push(both.map((_, place) => from + place))
      }
    for (const [place, at] of scored?.at.entries() ?? [])
      for (const pair of sent[at]!) {
        const scores = byHead((head) => scored!.scores[head][place]!)
        columns.set(pair, scores)
        if (columns.state[pair] === STATE.scored) kept?.add(...textsOf(pair), scores)
      }
    if (kept && performance.now() - written > 1000) {
      written = performance.now()
      writing = writing.then(() => kept.flush())
    }
    if (options.progress)
      io.messages.progress(
        `${counts.done} of ${counts.total} texts (${counts.cached} from the checkpoint), ${pairs.done} of ${pairs.total} pairs`,
      )
  }
  try {
    const reply = await engine.call(
      'validate',
      {
        texts,
        pairs: inputs(waiting),
        known: inputs(known),
        search: options.corpus
          ? {
              queries: queryInput,
              documents: documentInput,
              k: options.candidates ?? CANDIDATES,
              weights: options.weights,
            }
          : null,
        settings,
        cacheLimit: options.checkpoint === null ? null : bytes(VECTORS),
        ...(options.checkpoint !== null && { cacheFolder: join(options.checkpoint, 'vectors') }),
      },
      { onProgress },
    )
    return { columns, reply, identity, queryInput, documentInput }
  } finally {
    await writing
    await kept?.close()
  }
}

/** Each distinct text once, queries first. */
function inputsOf({ queries, documents }: ValidationSet) {
  const places = new Map<string, number>()
  const place = (text: string) => {
    const known = places.get(text)
    if (known !== undefined) return known
    places.set(text, places.size)
    return places.size - 1
  }
  const queryInput = Int32Array.from(queries.texts, place)
  const documentInput = Int32Array.from(documents.texts, place)
  return { texts: [...places.keys()], queryInput, documentInput }
}
