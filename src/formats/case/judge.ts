import type { Judgement } from './diff-types'
import type { CaseResult, Expected } from './schema'

/** A match is a score of at least the threshold. Without a threshold there is no judgement. */
export function judge(
  { outcome, score, threshold }: Expected,
  { scores }: Pick<CaseResult, 'scores'>,
): Judgement {
  if (outcome === null) return { state: 'nothing-expected' }
  if (threshold === null) return { state: 'no-threshold', score }
  const value = scores[score]
  if (typeof value !== 'number') return { state: 'unavailable', score, reason: value.unavailable }
  const matches = value >= threshold
  return { state: matches === (outcome === 'match') ? 'pass' : 'fail', score, value, threshold }
}
