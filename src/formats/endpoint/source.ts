/** A live server as the source of a validation's vectors. */
import type { TheirVectors } from '../../engine/endpoint/types'
import type { EncodeSettings } from '../../engine/encode/types'
import { EngineError, toErrorData, type ErrorData } from '../../engine/errors'
import { available, unavailable, type HeadName } from '../../engine/model/types'
import { milliseconds } from '../../engine/units'
import type { VectorEndpoint } from '../../engine/validate/run-types'
import type { TextOutcome, TextVectors, VectorSource, WantedText } from '../../engine/validate/run-vectors'
import { DIALECTS } from '../request'
import type { DialectName } from '../request/types'
import { encodeMany, type TextAnswer } from './many'
import { patient, PATIENCE, type Patience } from './patient'
import type { Target, Wire } from './types'

export const targetOf = ({ dialect, baseUrl, model, key, timeout }: VectorEndpoint): Target => ({
  dialect: DIALECTS[dialect as DialectName],
  server: { baseUrl, model, withKey: key !== '' },
  key,
  timeoutMs: timeout,
})

export class EndpointVectors implements VectorSource {
  private readonly target: Target
  private readonly wire: Wire

  constructor(
    private readonly endpoint: VectorEndpoint,
    private readonly settings: Pick<EncodeSettings, 'maxLength' | 'truncateDim' | 'normalize'>,
    { send, signal }: Wire,
    patience: Patience = PATIENCE,
  ) {
    this.target = targetOf(endpoint)
    this.wire = { send: patient(send, patience), signal }
  }

  /** The numbers are taken as float32, as the model's are: what a server computed in float32 or less is unchanged. */
  async encode(
    texts: readonly WantedText[],
    rows: boolean,
    take: (text: WantedText, outcome: TextOutcome) => Promise<void>,
  ): Promise<void> {
    const { maxLength, truncateDim, normalize } = this.settings
    const heads: readonly HeadName[] = rows ? ['dense', 'sparse', 'colbert'] : ['dense', 'sparse']
    // Replies come several at once; whoever takes them works on one text after the other.
    let last: Promise<void> = Promise.resolve()
    await encodeMany(
      texts.map(({ text }) => text),
      this.target,
      { maxLength, truncateDim, normalize },
      this.wire,
      {
        heads,
        concurrency: this.endpoint.concurrency,
        onText: (index, answer) => (last = last.then(() => take(texts[index]!, this.outcome(answer, rows)))),
      },
    )
  }

  private outcome(answer: TextAnswer, rows: boolean): TextOutcome {
    return answer.state === 'failed'
      ? { state: 'failed', error: this.named(answer.error) }
      : { state: 'encoded', vectors: vectorsOf(answer.vectors, rows), time: milliseconds(answer.time) }
  }

  /** A vector with NaN is what the model's own would be. */
  private named(error: ErrorData): ErrorData {
    if (error.code !== 'vector/not-finite') return error
    const { index, found } = error.values
    return toErrorData(
      new EngineError('model/not-finite', `${this.endpoint.baseUrl}: ${error.message}`, {
        file: this.endpoint.baseUrl,
        head: 'dense',
        index: index ?? 0,
        found: found ?? 'NaN',
      }),
    )
  }
}

function vectorsOf({ dense, sparse, colbert }: TheirVectors, rows: boolean): TextVectors {
  const none = unavailable('head-unavailable')
  return {
    dense: dense ? available(Float32Array.from(dense)) : none,
    sparse: sparse ? available(new Map([...sparse].map(([id, weight]) => [id, Math.fround(weight)]))) : none,
    colbert: colbert ? available({ ...colbert, data: Float32Array.from(colbert.data) }) : rows ? none : null,
  }
}
