/** The vectors of many texts from a live server: several texts in a request where the dialect takes them, several requests at once. */
import type { TheirVectors } from '../../engine/endpoint/types'
import { EngineError, fromErrorData, toErrorData, type ErrorCode, type ErrorData } from '../../engine/errors'
import { HEAD_NAMES, type HeadName } from '../../engine/model/types'
import { weightsByToken, type ForeignVectors } from '../reply'
import type { RequestCase } from '../request/types'
import { readAs, sendRequest } from './ask'
import { isOfTheUrl, urlInvalid } from './base-url'
import { endsAll, inParallel } from './patient'
import type { Missing, Target, Wire } from './types'

export interface ManyOptions {
  /** Default dense and sparse: ColBERT rows are large. */
  readonly heads?: readonly HeadName[]
  /** Requests at once. */
  readonly concurrency?: number
  /** Texts in a request. A server that refuses so many gets half of them, and so on. */
  readonly batch?: number
  /** Each text once, in the order in which replies come. While it waits, no more is asked for in this place. */
  readonly onText: (index: number, answer: TextAnswer) => void | Promise<void>
}

export type TextAnswer =
  /** `time`: the request's milliseconds, shared by its texts. */
  | { readonly state: 'vectors'; readonly vectors: TheirVectors; readonly time: number }
  | { readonly state: 'failed'; readonly error: ErrorData }

export const MANY = { concurrency: 4, batch: 16 } as const

/** May be about one of the texts, or about how many there are. */
const OF_THE_BATCH: readonly ErrorCode[] = [
  'endpoint/too-large',
  'endpoint/refused',
  'endpoint/server',
  'endpoint/count',
  'endpoint/reply-too-large',
  'endpoint/timeout',
]

/**
 * The first text goes alone: it shows which heads this server gives; where it fails by itself, the next one does.
 * @param texts the model's exact inputs
 * @returns heads that it does not give, and why
 * @throws EngineError what would fail for every text: endpoint/unauthorized, endpoint/cors, run/cancelled, …
 */
export async function encodeMany(
  texts: readonly string[],
  target: Target,
  given: Omit<RequestCase, 'texts'>,
  wire: Wire,
  { heads = ['dense', 'sparse'], concurrency = MANY.concurrency, batch = MANY.batch, onText }: ManyOptions,
): Promise<Partial<Readonly<Record<HeadName, Missing>>>> {
  const ask: Ask = (indices, wanted) =>
    askTexts(
      indices.map((index) => texts[index]!),
      wanted,
      target,
      given,
      wire,
    )
  const wanted = HEAD_NAMES.filter((name) => heads.includes(name))
  let probed: Probed | null = null
  let next = 0
  while (probed === null && next < texts.length) {
    const index = next++
    const found = await orError(() => probe(index, texts[index]!, wanted, target, given, ask))
    if (!('error' in found)) {
      probed = found
      await onText(index, found.answer)
    } else if (endsAll(found.error.code)) throw found.caught
    else await onText(index, { state: 'failed', error: found.error })
  }
  if (probed === null) return {}
  const { there, missing } = probed
  const work = async (indices: readonly number[]): Promise<void> => {
    const found = await orError(() => ask(indices, there))
    if (!('error' in found)) {
      for (const [at, index] of indices.entries())
        await onText(index, { state: 'vectors', vectors: found.vectors[at]!, time: found.time })
      return
    }
    const { error, caught } = found
    if (endsAll(error.code)) throw caught
    // Half of the texts would find the server as busy.
    if (indices.length === 1 || error.code === 'endpoint/busy') {
      for (const index of indices) await onText(index, { state: 'failed', error })
      return
    }
    if (!OF_THE_BATCH.includes(error.code) && !error.code.startsWith('vector/')) throw caught
    const middle = indices.length >> 1
    await work(indices.slice(0, middle))
    await work(indices.slice(middle))
  }
  await inParallel(chunks(next, texts.length, batch), concurrency, work, wire.signal)
  return missing
}

type Ask = (
  indices: readonly number[],
  heads: readonly HeadName[],
) => Promise<{ readonly vectors: readonly TheirVectors[]; readonly time: number }>

interface Probed {
  readonly there: readonly HeadName[]
  readonly missing: Partial<Readonly<Record<HeadName, Missing>>>
  readonly answer: TextAnswer
}

/** Says that the server has no such head, not that something went wrong on the way. */
const NO_HEAD: readonly ErrorCode[] = [
  'endpoint/no-head',
  'endpoint/not-found',
  'endpoint/refused',
  'endpoint/other-dialect',
  'endpoint/media-type',
  'endpoint/count',
]

/** Each head by itself. @throws EngineError of the dense vector, and whatever is not about a head */
async function probe(
  index: number,
  text: string,
  heads: readonly HeadName[],
  target: Target,
  given: Omit<RequestCase, 'texts'>,
  ask: Ask,
): Promise<Probed> {
  const missing: Partial<Record<HeadName, Missing>> = {}
  const there: HeadName[] = []
  let all: TheirVectors = NOTHING
  let sum = 0
  for (const head of heads) {
    const built = target.dialect.build(head, { ...given, texts: [text] }, target.server)
    if ('cannot' in built) {
      if (isOfTheUrl(built.cannot)) throw urlInvalid(target.server.baseUrl, built.cannot)
      missing[head] = { kind: 'cannot', reason: built.cannot }
      continue
    }
    try {
      const { vectors, time } = await ask([index], [head])
      all = { ...all, [head]: vectors[0]![head] }
      sum += time
      there.push(head)
    } catch (caught) {
      const error = toErrorData(caught)
      if (head === 'dense' || !NO_HEAD.includes(error.code)) throw caught
      missing[head] = { kind: 'failed', error }
    }
  }
  if (there.length === 0) throw noHead(target, Object.values(missing))
  return { there, missing, answer: { state: 'vectors', vectors: all, time: sum } }
}

async function orError<T extends object>(
  work: () => Promise<T>,
): Promise<T | { error: ErrorData; caught: unknown }> {
  try {
    return await work()
  } catch (caught) {
    return { error: toErrorData(caught), caught }
  }
}

const NOTHING: TheirVectors = { dense: null, sparse: null, colbert: null }

function chunks(from: number, to: number, size: number): number[][] {
  const all = Array.from({ length: to - from }, (_, at) => from + at)
  return Array.from({ length: Math.ceil(all.length / size) }, (_, at) =>
    all.slice(at * size, (at + 1) * size),
  )
}

/** One reply for each head, or one for all where the dialect can. @throws EngineError endpoint/…, vector/… */
async function askTexts(
  texts: readonly string[],
  heads: readonly HeadName[],
  target: Target,
  given: Omit<RequestCase, 'texts'>,
  wire: Wire,
): Promise<{ readonly vectors: readonly TheirVectors[]; readonly time: number }> {
  const { dialect, server } = target
  const all = { ...given, texts }
  const together = heads.length > 1 && dialect.together ? dialect.together(heads, all, server) : null
  const groups =
    together !== null && !('cannot' in together)
      ? [{ heads, requests: together }]
      : heads.map((head) => {
          const built = dialect.build(head, all, server)
          if ('cannot' in built) throw noHead(target, [{ kind: 'cannot', reason: built.cannot }])
          return { heads: [head], requests: built }
        })
  const found: TheirVectors[] = texts.map(() => NOTHING)
  let latency = 0
  for (const group of groups) {
    const items: ForeignVectors[] = []
    const ids: (readonly number[])[] = []
    for (const request of group.requests) {
      const sent = await sendRequest(request, target, wire)
      latency += sent.latency
      const reply = readAs(request.gives.length === 0 ? 'tokenize' : group.heads[0]!, sent, target)
      items.push(...reply.items)
      ids.push(...(reply.tokenIds ?? []))
    }
    if (items.length !== texts.length) throw wrongCount(texts.length, items.length)
    for (const [at, item] of items.entries())
      for (const head of group.heads) {
        const vector = head === 'sparse' ? sparseOf(item, ids[at]) : item[head]
        if (vector === null) throw wrongCount(texts.length, at)
        found[at] = { ...found[at]!, [head]: vector }
      }
  }
  return { vectors: found, time: latency / texts.length }
}

/** vLLM gives weights by position; the token ids come from another request. */
const sparseOf = (item: ForeignVectors, ids: readonly number[] | undefined): TheirVectors['sparse'] =>
  item.tokenWeights && ids ? weightsByToken(ids, item.tokenWeights) : item.sparse

const wrongCount = (asked: number, found: number) =>
  new EngineError('endpoint/count', `${asked} texts were sent, ${found} vectors came back.`, { asked, found })

/** @param missing why the heads are not there */
function noHead({ dialect }: Target, missing: readonly Missing[]): EngineError {
  const [first] = missing
  if (first?.kind === 'failed') return fromErrorData(first.error)
  const reason = first?.reason ?? 'openai-dense-only'
  return new EngineError('endpoint/cannot', `${dialect.label} gives none of these vectors (${reason}).`, {
    dialect: dialect.label,
    detail: reason,
  })
}
