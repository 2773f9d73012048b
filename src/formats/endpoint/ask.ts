/** One text's vectors from a live server, head by head. */
import type { Send, WireReply, WireRequest } from '../../engine/endpoint/ports'
import type { TheirVectors } from '../../engine/endpoint/types'
import type { Detail } from '../../engine/detail-words'
import { detail } from '../../engine/details'
import { EngineError, toErrorData } from '../../engine/errors'
import { HEAD_NAMES, type HeadName } from '../../engine/model/types'
import { parseReply, weightsByToken, type ForeignReply, type ForeignVectors } from '../reply'
import type { CannotCode, CannotGive, HttpRequest, RequestCase, RequestKind } from '../request/types'
import { isOfTheUrl, urlInvalid } from './base-url'
import { checkReply } from './check'
import type { Asked, Missing, Target, Wire } from './types'

interface AskOptions {
  /** The heads to ask for; dense is always among them. */
  readonly heads?: readonly HeadName[]
  /** How many times the dense vector is asked for, for its latency. */
  readonly repeat?: number
}

/**
 * Fails without the dense vector. A head that the dialect lacks or that this server refuses is listed in `missing` with the reason.
 * @param given its one text is the model's exact input
 * @throws EngineError endpoint/… of the request for the dense vector; vector/…, reply/refused of a reply
 */
export async function askText(
  target: Target,
  given: RequestCase,
  wire: Wire,
  { heads = HEAD_NAMES, repeat = 1 }: AskOptions = {},
): Promise<Asked> {
  const dense = await askHeads(['dense'], target, given, wire)
  if ('cannot' in dense) throw cannot(target, dense.cannot)
  const latencies = [dense.latency]
  while (latencies.length < repeat) {
    const again = await askHeads(['dense'], target, given, wire)
    if (!('cannot' in again)) latencies.push(again.latency)
  }
  let found = dense.item
  const missing: Partial<Record<HeadName, Missing>> = {}
  for (const group of groupsOf(
    target,
    given,
    heads.filter((head) => found[head] === null),
  )) {
    const reply = await optional(() => askHeads(group, target, given, wire))
    for (const head of group) {
      if ('kind' in reply) missing[head] = reply
      else if ('cannot' in reply) missing[head] = { kind: 'cannot', reason: reply.cannot }
      else found = { ...found, [head]: reply.item[head] }
    }
  }
  return {
    vectors: vectorsOf(found),
    missing,
    reply: { ...dense.reply, items: [found] },
    latencies,
    promptTokens: countOf(dense.reply, target.dialect),
  }
}

/** Some servers write 0 where they count nothing, Xinference -1, Infinity the number of characters. */
function countOf({ promptTokens, tokenIds }: ForeignReply, { counting }: Target['dialect']): number | null {
  const ids = tokenIds?.[0]?.length
  if (ids !== undefined) return ids
  return counting === 'none' || promptTokens === null || promptTokens <= 0 ? null : promptTokens
}

const vectorsOf = ({ dense, sparse, colbert }: ForeignVectors): TheirVectors => ({ dense, sparse, colbert })

interface HeadReply {
  readonly reply: ForeignReply
  readonly item: ForeignVectors
  /** Of all requests for this head. */
  readonly latency: number
}

/**
 * Heads that one request can give together form one group. The dense vector has a request of its own before, as in
 * production.
 */
function groupsOf(
  { dialect, server }: Target,
  given: RequestCase,
  heads: readonly HeadName[],
): readonly (readonly HeadName[])[] {
  const gives = heads.filter((head) => !('cannot' in dialect.build(head, given, server)))
  if (!dialect.together || gives.length < 2) return heads.map((head) => [head])
  return [gives, ...heads.filter((head) => !gives.includes(head)).map((head) => [head])]
}

async function askHeads(
  heads: readonly HeadName[],
  target: Target,
  given: RequestCase,
  wire: Wire,
): Promise<HeadReply | CannotGive> {
  const { dialect, server } = target
  const built =
    heads.length > 1 && dialect.together
      ? dialect.together(heads, given, server)
      : dialect.build(heads[0]!, given, server)
  if ('cannot' in built) return built
  let item: ForeignVectors | null = null
  let first: ForeignReply | null = null
  let ids: readonly number[] | null = null
  let latency = 0
  for (const request of built) {
    const sent = await sendRequest(request, target, wire)
    latency += sent.latency
    const reply = readAs(request.gives.length === 0 ? 'tokenize' : heads[0]!, sent, target)
    ids = reply.tokenIds?.[0] ?? ids
    if (reply.items.length === 0) continue
    if (reply.items.length > 1 || first) throw wrongCount(1, reply.items.length + (first ? 1 : 0))
    first = reply
    item = reply.items[0]!
  }
  if (item === null || first === null) throw wrongCount(1, 0)
  // vLLM gives weights by position; the token ids come from another request.
  if (item.tokenWeights && ids) item = { ...item, sparse: weightsByToken(ids, item.tokenWeights) }
  const lacking = heads.find((head) => item[head] === null)
  if (lacking) throw otherDialect(target, detail('head-lacking', { form: first.form, head: lacking }))
  return { reply: first, item, latency }
}

/** Another head than dense may fail alone. Only a cancel ends the whole. */
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

/** The only place where a key is put into a request. @throws EngineError endpoint/key-invalid */
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
export function readAs(kind: RequestKind, { text }: WireReply, target: Target): ForeignReply {
  try {
    return parseReply(text, kind)
  } catch (error) {
    if (error instanceof EngineError && error.code === 'vector/unreadable')
      throw otherDialect(target, text.replace(/\s+/g, ' ').slice(0, 80))
    throw error
  }
}

const otherDialect = ({ dialect }: Target, found: string | Detail) =>
  new EngineError(
    'endpoint/other-dialect',
    `The reply is not what ${dialect.label} gives: ${typeof found === 'string' ? found : found.text}`,
    { dialect: dialect.label, found },
  )

const wrongCount = (asked: number, found: number) =>
  new EngineError('endpoint/count', `${asked} text was sent, ${found} vectors came back.`, { asked, found })

/** A wrong address is the user's error; any other reason is a limit of the dialect. */
const cannot = ({ dialect, server }: Target, reason: CannotCode) =>
  isOfTheUrl(reason)
    ? urlInvalid(server.baseUrl, reason)
    : new EngineError('endpoint/cannot', `${dialect.label} gives no dense vectors (${reason}).`, {
        dialect: dialect.label,
        detail: reason,
      })
