/** The comparison for a ticket: no vectors, no key. */
import type { ScorePair } from '../../engine/endpoint/types'
import type { EndpointResult, EndpointSide } from './types'

export function endpointJson(
  { server, identity, a, b, info, weights }: EndpointResult,
  scores: ScorePair | null,
): string {
  return JSON.stringify(
    {
      format: 'm3scope/endpoint-comparison',
      version: 1,
      identity,
      is_demo: info.isDemo,
      server,
      texts: { a: sideJson(a), b: b && sideJson(b) },
      scores: scores && { ...scores, weights },
    },
    null,
    2,
  )
}

const sideJson = ({ asked, comparison, input, tokens, truncated }: EndpointSide) => ({
  input,
  tokens,
  truncated,
  tokens_counted_by_server: asked.promptTokens,
  latencies_ms: asked.latencies,
  reply_form: asked.reply.form,
  missing: asked.missing,
  comparison,
})
