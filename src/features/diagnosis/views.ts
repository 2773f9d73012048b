/** Where each fact can be seen. */
import type { FactCode } from '../../engine/diagnose/types'
import type { ScoreName } from '../../engine/score/types'

interface FactView {
  /** Name of the tab. */
  readonly view: 'scores' | 'tokens' | 'environment'
  readonly score?: ScoreName
  /** Opens the rules in place of a tab. */
  readonly rules?: true
}

export const VIEWS: Readonly<Record<FactCode, FactView>> = {
  'not-finite': { view: 'environment' },
  truncated: { view: 'tokens' },
  'no-shared-token': { view: 'scores', score: 'sparse' },
  'headers-encoded': { view: 'tokens' },
  'rule-changed': { view: 'scores', rules: true },
  'hidden-characters': { view: 'tokens' },
  'full-width-characters': { view: 'tokens' },
  'languages-differ': { view: 'scores', score: 'sparse' },
  'tokenizers-differ': { view: 'tokens' },
  'unknown-tokens': { view: 'tokens' },
  'split-words': { view: 'tokens' },
  'short-text': { view: 'scores', score: 'colbert' },
  'quantised-model': { view: 'environment' },
  'demo-model': { view: 'environment' },
}
