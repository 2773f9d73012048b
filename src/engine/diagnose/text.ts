/** A text with what was done to it before the model, as a diagnosis needs it. */
import { changesIn } from '../text/preprocess/apply'
import type { Prepared } from '../text/prepare'
import type { DiagnosisText } from './types'

interface Ways {
  /** As the model gets it. */
  readonly now: Prepared
  /** The same text with no rule enabled. Called only where a rule changed something. */
  readonly withoutRules: () => Prepared
  /** The same without the headers of a conversation; `turns` is 0 where none was recognised. Null: they are left out already. */
  readonly withoutHeaders: () => Prepared | null
}

/** @param prefix of this side */
export function textToDiagnose(prefix: string, { now, withoutRules, withoutHeaders }: Ways): DiagnosisText {
  const left = withoutHeaders()
  const bare = left !== null && left.turns > 0 && left.mapped.text !== now.mapped.text ? left : null
  return {
    input: prefix + now.mapped.text,
    rules: now.effects
      .filter(({ count }) => count > 0)
      .map(({ rule, count }) => ({ kind: rule.kind, places: count })),
    withoutRules: changesIn(now.effects) > 0 ? prefix + withoutRules().mapped.text : null,
    turns: bare?.turns ?? 0,
    withoutHeaders: bare && prefix + bare.mapped.text,
  }
}
