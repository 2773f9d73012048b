/** Requests for every dialect. A new dialect needs a file, a line here and a name in types.ts. */
import { HEAD_NAMES, type HeadName } from '../../engine/model/types'
import { dashscope } from './dashscope'
import { fastapi } from './fastapi'
import { infinity } from './infinity'
import { llamacpp } from './llamacpp'
import { m3scope } from './m3scope'
import { ollama } from './ollama'
import { openai } from './openai'
import { siliconflow } from './siliconflow'
import { tei } from './tei'
import {
  CASE_SETTINGS,
  type CannotCode,
  type CaseSetting,
  type Dialect,
  type DialectName,
  type HttpRequest,
  type RequestCase,
  type RequestKind,
  type Server,
} from './types'
import { vllm } from './vllm'
import { xinference } from './xinference'

export const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  openai,
  tei,
  infinity,
  vllm,
  ollama,
  xinference,
  llamacpp,
  siliconflow,
  dashscope,
  fastapi,
  m3scope,
}

export const defaultServer = ({ defaultUrl, defaultModel, keyAlways }: Dialect): Server => ({
  baseUrl: defaultUrl,
  model: defaultModel,
  withKey: keyAlways,
})

export interface Cannot {
  /** Null: the whole kind. */
  readonly head: HeadName | null
  readonly reason: CannotCode
}

export interface Requests {
  readonly requests: readonly HttpRequest[]
  readonly cannot: readonly Cannot[]
}

/** The reasons that come from the base URL and so apply to every head. */
const OF_THE_URL: readonly CannotCode[] = ['url-empty', 'url-invalid', 'url-credentials', 'url-query']

/** The fewest requests that give these heads, and the reasons for heads that the dialect cannot give. */
export function requestsFor(
  dialect: Dialect,
  heads: readonly HeadName[],
  given: RequestCase,
  server: Server,
): Requests {
  const cannot: Cannot[] = []
  const alone = HEAD_NAMES.filter((head) => heads.includes(head)).flatMap((head) => {
    const built = dialect.build(head, given, server)
    if (!('cannot' in built)) return [{ head, requests: built }]
    const reason = built.cannot
    const known = cannot.some((one) => one.head === null && one.reason === reason)
    if (!known) cannot.push({ head: OF_THE_URL.includes(reason) ? null : head, reason })
    return []
  })
  if (alone.length > 1 && dialect.together) {
    const built = dialect.together(
      alone.map(({ head }) => head),
      given,
      server,
    )
    if (!('cannot' in built)) return { requests: built, cannot }
  }
  return { requests: alone.flatMap(({ requests }) => requests), cannot }
}

/** The requests of a kind that has no heads. */
export function requestsOfKind(
  dialect: Dialect,
  kind: Exclude<RequestKind, HeadName>,
  given: RequestCase,
  server: Server,
): Requests {
  const built = dialect.build(kind, given, server)
  return 'cannot' in built
    ? { requests: [], cannot: [{ head: null, reason: built.cannot }] }
    : { requests: built, cannot: [] }
}

/** Settings of the case that the dialect has no field for: the server uses its own. */
export function notSent(dialect: Dialect, given: RequestCase): readonly CaseSetting[] {
  const matters = {
    maxLength: given.maxLength !== null,
    truncateDim: given.truncateDim !== null,
    normalize: !given.normalize,
  }
  return CASE_SETTINGS.filter((setting) => matters[setting] && !dialect.sends.includes(setting))
}
