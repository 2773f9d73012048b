/** One text's vectors from a live server, head by head. */
import type { Send, WireReply, WireRequest } from '../../engine/endpoint/ports'
import type { TheirVectors } from '../../engine/endpoint/types'
import { EngineError, toErrorData } from '../../engine/errors'
import { HEAD_NAMES, type HeadName } from '../../engine/model/types'
import { parseReply, weightsByToken, type ForeignReply, type ForeignVectors } from '../reply'
import type { HttpRequest, RequestCase, RequestKind } from '../request/types'
import { checkReply } from './check'
import type { Asked, Missing, Target, Wire } from './types'

export interface AskOptions {
  /** Heads that are wanted; dense is always asked for. */
  readonly heads?: readonly HeadName[]
  /** How many times the dense vector is asked for, for its latency. */
  readonly repeat?: number
}

/**
 * The dense vector must come; a head that the dialect lacks, or that this server refuses, is missing with its reason.
 * @param given its one text is the model's exact input
 * @throws EngineError endpoint/… of the request for the dense vector; vector/…, reply/refused of a reply
 */
export async function askText(
  target: Target,
  given: RequestCase,
  wire: Wire,
  { heads = HEAD_NAMES, repeat = 1 }: AskOptions = {},
): Promise<Asked> {
  const dense = await askHead('dense', target, given, wire)
  if ('cannot' in dense) throw cannot(target, dense.cannot)
  const latencies = [dense.latency]
  while (latencies.length < repeat) {
    const again = await askHead('dense', target, given, wire)
    if (!('cannot' in again)) latencies.push(again.latency)
  }
  let found = dense.item
  const missing: Partial<Record<HeadName, Missing>> = {}
  for (const head of heads) {
    if (found[head] !== null) continue
    const reply = await optional(() => askHead(head, target, given, wire))
    if ('kind' in reply) missing[head] = reply
    else if ('cannot' in reply) missing[head] = { kind: 'cannot', reason: reply.cannot }
    else found = { ...found, [head]: reply.item[head] }
  }
  return {
    vectors: vectorsOf(found),
    missing,
    reply: { ...dense.reply, items: [found] },
    latencies,
    promptTokens: dense.reply.promptTokens,
  }
}

const vectorsOf = ({ dense, sparse, colbert }: ForeignVectors): TheirVectors => ({ dense, sparse, colbert })

interface HeadReply {
  readonly reply: ForeignReply
  readonly item: ForeignVectors
  /** Of all requests that it took. */
  readonly latency: number
}

async function askHead(
  head: HeadName,
  target: Target,
  given: RequestCase,
  wire: Wire,
): Promise<HeadReply | { readonly cannot: string }> {
  const built = target.dialect.build(head, given, target.server)
  if ('cannot' in built) return built
  let item: ForeignVectors | null = null
  let first: ForeignReply | null = null
  let ids: readonly number[] | null = null
  let latency = 0
  for (const request of built) {
    const sent = await sendRequest(request, target, wire)
    latency += sent.latency
    const reply = readAs(request.gives.length === 0 ? 'tokenize' : head, sent, target)
    ids = reply.tokenIds?.[0] ?? ids
    if (reply.items.length === 0) continue
    if (reply.items.length > 1) throw wrongCount(1, reply.items.length)
    first ??= reply
    item = merge(item, reply.items[0]!)
  }
  if (item === null || first === null) throw wrongCount(1, 0)
  // vLLM gives weights by position, and ids elsewhere.
  if (item.tokenWeights && ids) item = { ...item, sparse: weightsByToken(ids, item.tokenWeights) }
  if (item[head] === null) throw otherDialect(target, first.form)
  return { reply: first, item, latency }
}

const merge = (one: ForeignVectors | null, other: ForeignVectors): ForeignVectors =>
  one === null
    ? other
    : {
        ...one,
        dense: one.dense ?? other.dense,
        sparse: one.sparse ?? other.sparse,
        colbert: one.colbert ?? other.colbert,
      }

/** A head besides the dense one may fail alone: only a cancel ends the whole. */
async function optional<T>(work: () => Promise<T>): Promise<T | Missing> {
  try {
    return await work()
  } catch (caught) {
    const error = toErrorData(caught)
    if (error.code === 'run/cancelled' || error.code === 'internal') throw caught
    return { kind: 'failed', error }
  }
}

/** @throws EngineError endpoint/… */
export async function sendRequest(
  request: HttpRequest,
  { key, timeoutMs }: Pick<Target, 'key' | 'timeoutMs'>,
  { send, signal }: { readonly send: Send; readonly signal: Wire['signal'] },
): Promise<WireReply> {
  const reply = await send(withKey(request, key), { timeoutMs, signal })
  checkReply(reply, { host: new URL(request.url).host, tried: `${request.method} ${request.url}` })
  return reply
}

/** The only place where a key meets a request. @throws EngineError endpoint/key-invalid */
export function withKey({ method, url, headers, body }: HttpRequest, key: string): WireRequest {
  if (!/^[\x21-\x7e]*$/.test(key))
    throw new EngineError('endpoint/key-invalid', 'The key has characters that no HTTP header may hold.')
  return {
    method,
    url,
    body,
    headers: headers.map(
      ([name, value]) => [name, typeof value === 'string' ? value : value.before + key] as const,
    ),
  }
}

/** @throws EngineError endpoint/other-dialect; vector/…, reply/refused */
function readAs(kind: RequestKind, { text }: WireReply, target: Target): ForeignReply {
  try {
    return parseReply(text, kind)
  } catch (error) {
    if (error instanceof EngineError && error.code === 'vector/unreadable')
      throw otherDialect(target, text.replace(/\s+/g, ' ').slice(0, 80))
    throw error
  }
}

const otherDialect = ({ dialect }: Target, found: string) =>
  new EngineError('endpoint/other-dialect', `The reply is not what ${dialect.label} gives: ${found}`, {
    dialect: dialect.label,
    found,
  })

const wrongCount = (asked: number, found: number) =>
  new EngineError('endpoint/count', `${asked} text was sent, ${found} vectors came back.`, { asked, found })

const cannot = ({ dialect }: Target, reason: string) =>
  new EngineError('endpoint/cannot', `${dialect.label} gives no dense vectors (${reason}).`, {
    dialect: dialect.label,
    detail: reason,
  })
