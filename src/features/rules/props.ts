/** The props of the rules dialog. */
import type { RuleSet } from '../../engine/text/preprocess/types'
import type { Settings } from '../../core/settings/table'

export interface Found {
  readonly turns: number
  readonly format: string
}

export interface RulesDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly rules: RuleSet
  readonly onChange: (rules: RuleSet) => void
  readonly textA: string
  readonly textB: string
  readonly metadata: Settings['metadata']
  readonly onMetadata: (metadata: Settings['metadata']) => void
  readonly dialogueA: Found | null
  readonly dialogueB: Found | null
}
