/**
 * A case in an address: "#case=1.<base64url of deflated JSON>.<CRC-32>". It holds the texts and
 * the settings, but no results: the reader's own run computes them. A browser never sends a fragment to a server.
 */
import { Inflate, deflateSync } from 'fflate'
import { crc32 } from 'hash-wasm'
import { z } from '../../engine/zod'
import { fromBase64Url, toBase64Url } from '../../engine/base64'
import type { Detail } from '../../engine/detail-words'
import { detail } from '../../engine/details'
import { issueDetail } from '../../engine/schema-details'
import { EngineError } from '../../engine/errors'
import { loneSurrogate } from '../../engine/text/surrogates'
import { isTooDeep } from '../depth'
import { LINK_MARK } from './is-link'
import {
  expectedSchema,
  metadataSchema,
  NOTHING_EXPECTED,
  rulesSchema,
  settingsSchema,
  splitsSchema,
  type Expected,
  type CaseContent,
} from './schema'

const LINK_VERSION = 1

/** Limit of a whole address in characters. Chat tools, mail programs and proxies cut longer ones. */
export const LINK_LIMIT = 8_000

/** Limit of the decompressed JSON in bytes: two texts of a million characters of three bytes each, with some room. */
const INFLATED_LIMIT = 16 * 2 ** 20

const linkSchema = z.object({
  a: z.string(),
  b: z.string(),
  prefix: z._default(z.string(), ''),
  /** The enabled rules, in order. */
  rules: z._default(rulesSchema, []),
  metadata: z._default(metadataSchema, 'sentences'),
  splits: z._default(splitsSchema, { a: { joined: [], cut: [] }, b: { joined: [], cut: [] } }),
  settings: settingsSchema,
  name: z._default(z.string(), ''),
  notes: z._default(z.string(), ''),
  expected: z._default(expectedSchema, NOTHING_EXPECTED),
})

export interface LinkedCase extends Pick<
  CaseContent,
  'prefix' | 'rules' | 'metadata' | 'splits' | 'settings'
> {
  readonly a: string
  readonly b: string
  readonly name: string
  readonly notes: string
  readonly expected: Expected
}

/** Leaves out every field that has its default value. */
function shortened({ splits, ...linked }: LinkedCase): object {
  const { prefix, rules, metadata, name, notes, expected } = linked
  const cuts = [splits.a, splits.b].some(({ joined, cut }) => joined.length + cut.length > 0)
  return {
    a: linked.a,
    b: linked.b,
    settings: linked.settings,
    ...(prefix !== '' && { prefix }),
    ...(rules.some((rule) => rule.enabled) && { rules: rules.filter((rule) => rule.enabled) }),
    ...(metadata !== 'sentences' && { metadata }),
    ...(cuts && { splits }),
    ...(name !== '' && { name }),
    ...(notes !== '' && { notes }),
    ...(expected.outcome !== null && { expected }),
  }
}

/**
 * @returns the fragment, "#case=…", whatever its length
 * @throws EngineError text/lone-surrogate
 */
export async function linkOf(linked: LinkedCase): Promise<string> {
  for (const side of ['a', 'b'] as const) {
    const index = loneSurrogate(linked[side])
    if (index !== null)
      throw new EngineError('text/lone-surrogate', `Text ${side}: lone surrogate at ${index}.`, {
        index,
        side,
      })
  }
  const json = new TextEncoder().encode(JSON.stringify(shortened(linked)))
  const data = toBase64Url(deflateSync(json, { level: 9, mem: 12 }))
  return `#case=${LINK_VERSION}.${data}.${await crc32(json)}`
}

/**
 * @param fragment the part of an address from "#case=" on; a full stop or a bracket that a chat tool put after it is ignored
 * @throws EngineError case/link-damaged, case/link-newer
 */
export async function parseLink(fragment: string): Promise<LinkedCase> {
  const text = unescaped(fragment.replace(LINK_MARK, ''))
  const version = /^(\d+)\./.exec(text)
  if (version === null) throw damaged(text === '' ? 'empty' : 'start')
  if (Number(version[1]) > LINK_VERSION)
    throw new EngineError(
      'case/link-newer',
      `The link is of version ${version[1]}, made by a newer m3scope; this one reads up to ${LINK_VERSION}.`,
      { found: Number(version[1]), known: LINK_VERSION },
    )
  const parts = /^\d+\.([A-Za-z0-9_-]+)\.([0-9a-f]{8})(?![A-Za-z0-9_-])/.exec(text)
  if (parts === null) throw damaged('early')
  const json = inflated(parts[1]!)
  if ((await crc32(json)) !== parts[2]) throw damaged('checksum')
  return linkedOf(json)
}

function linkedOf(json: Uint8Array): LinkedCase {
  let value: unknown
  try {
    const text = new TextDecoder().decode(json)
    if (isTooDeep(text)) throw damaged('unpack')
    value = JSON.parse(text)
  } catch {
    throw damaged('unpack')
  }
  const parsed = linkSchema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw damaged(detail('sentence', { what: issueDetail(z.core.toDotPath(issue!.path), issue!.message) }))
}

/** Some chat tools escape characters that need no escape. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text).trim()
  } catch {
    return text.trim()
  }
}

/** @throws EngineError case/link-damaged, also for data that would fill the memory */
function inflated(data: string): Uint8Array {
  const bytes = fromBase64Url(data)
  if (bytes === null) throw damaged('early')
  const chunks: Uint8Array[] = []
  let size = 0
  let ended = false
  const inflate = new Inflate((chunk, final) => {
    size += chunk.length
    if (size > INFLATED_LIMIT) throw damaged('large')
    chunks.push(chunk.slice())
    ended = final
  })
  try {
    // In small steps: a few compressed bytes may become very many.
    for (let at = 0; at < bytes.length; at += 1024)
      inflate.push(bytes.subarray(at, at + 1024), at + 1024 >= bytes.length)
  } catch (error) {
    if (error instanceof EngineError) throw error
    throw damaged('unpack')
  }
  if (!ended) throw damaged('unpack')
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** @param what a key of the dictionaries' group "damaged" (common), or the schema's message */
const damaged = (what: string | Detail) =>
  new EngineError(
    'case/link-damaged',
    `The link is damaged: ${typeof what === 'string' ? what : what.text}.`,
    {
      damaged: what,
    },
  )
