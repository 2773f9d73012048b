/** A live server's vectors beside ours, for a ticket: no vectors, no key. */
import { scoreVerdicts } from '../../engine/endpoint/scores'
import type { Comparison, ScorePair } from '../../engine/endpoint/types'
import type { Identity } from '../../engine/model/identity'
import type { Weights } from '../../engine/score/types'
import type { Asked, SweepResult } from '../endpoint/types'
import { stamp } from './names'
import type { EndpointComparisonReport, EndpointSweepReport } from './schemas/endpoint'

/** The server that was asked. A key is not part of it. */
export type AskedServer = EndpointComparisonReport['server']

interface ComparedText {
  readonly asked: Asked
  readonly comparison: Comparison
  /** The model's exact input, which is what was sent. */
  readonly input: string
  /** By our tokenizer. */
  readonly tokens: number
  readonly truncated: boolean
}

interface EndpointComparisonOf {
  readonly server: AskedServer
  readonly identity: Identity
  readonly info: { readonly isDemo: boolean }
  readonly a: ComparedText
  readonly b: ComparedText | null
  readonly weights: Weights
}

export const endpointComparisonReport = (
  { server, identity, a, b, info, weights }: EndpointComparisonOf,
  scores: ScorePair | null,
): EndpointComparisonReport => ({
  ...stamp('m3scope/endpoint-comparison'),
  identity,
  is_demo: info.isDemo,
  server,
  texts: { a: textOf(a), b: b && textOf(b) },
  scores: scores && {
    ...scores,
    weights,
    ...(b && { verdicts: scoreVerdicts(scores, [a.comparison, b.comparison]) }),
  },
})

const textOf = ({ asked, comparison, input, tokens, truncated }: ComparedText) => ({
  input,
  tokens,
  truncated,
  tokens_counted_by_server: asked.promptTokens,
  latencies_ms: asked.latencies,
  reply_form: asked.reply.form,
  missing: asked.missing,
  comparison,
})

/** Where a server stops reading, with the evidence. */
export const endpointSweepReport = (
  server: AskedServer | null,
  result: SweepResult,
): EndpointSweepReport => ({ ...stamp('m3scope/endpoint-sweep'), server, ...result })
