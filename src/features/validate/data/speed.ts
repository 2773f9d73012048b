import type { AppState } from '../../../core/state'
import { memoize } from '../../../core/memoize'

export interface Speed {
  readonly of: 'texts' | 'tokens'
  /** Milliseconds for one. */
  readonly ms: number
}

/** How fast the loaded model was on this machine: in the last run, else in the last analysis. Null: nothing was measured. */
export function speedOf({ model, validate, result }: AppState): Speed | null {
  if (model.phase !== 'ready') return null
  const { hash } = model.info
  const run = validate.run.result
  if (run?.reply && run.info.hash === hash && run.reply.encoded > 0)
    return speed('texts', run.reply.encodeTime / run.reply.encoded)
  if (!result || result.info.hash !== hash) return null
  const sides = [result.reply.a, result.reply.b]
  const tokens = sides.reduce((sum, { encoded }) => sum + encoded.tokenized.ids.length, 0)
  const time = sides.reduce((sum, { encoded }) => sum + encoded.time, 0)
  return tokens > 0 && time > 0 ? speed('tokens', time / tokens) : null
}

/** The same object for the same numbers: it is read by a selector. */
const speed = memoize(4, (of: Speed['of'], ms: number): Speed => ({ of, ms }))
