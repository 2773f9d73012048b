/** The props of the rules dialog. */
import type { RuleSet } from '../../engine/text/preprocess/types'
import type { Tried } from '../../engine/text/work'
import type { Settings } from '../../core/settings/table'

/** A long text as a worker made it, with metadata left out if so set; null: not ready; undefined: the text is short. */
export type LongMade = Tried | null | undefined

export interface RulesDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly rules: RuleSet
  readonly onChange: (rules: RuleSet) => void
  readonly textA: string
  readonly textB: string
  readonly longA?: LongMade
  readonly longB?: LongMade
  readonly metadata: Settings['metadata']
  readonly onMetadata: (metadata: Settings['metadata']) => void
}
