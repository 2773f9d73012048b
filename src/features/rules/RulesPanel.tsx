import { useActions, useAppState } from '../../core/react'
import { splitNow } from '../../core/units'
import { RulesDialog } from './RulesDialog'

/** The dialog of the preprocessing rules. */
export function RulesPanel() {
  const { setRules, openRules, set } = useActions()
  const open = useAppState((state) => state.rulesOpen)
  const rules = useAppState((state) => state.rules)
  const textA = useAppState((state) => state.a.text)
  const textB = useAppState((state) => state.b.text)
  const metadata = useAppState((state) => state.settings.metadata)
  const dialogueA = useAppState((state) => splitNow(state, 'a').dialogue)
  const dialogueB = useAppState((state) => splitNow(state, 'b').dialogue)
  const found = (dialogue: typeof dialogueA) =>
    dialogue && { turns: dialogue.turns.length, format: dialogue.format }
  return (
    <RulesDialog
      open={open}
      onClose={() => openRules(false)}
      rules={rules}
      onChange={setRules}
      textA={textA}
      textB={textB}
      metadata={metadata}
      onMetadata={(chosen) => set({ metadata: chosen })}
      dialogueA={found(dialogueA)}
      dialogueB={found(dialogueB)}
    />
  )
}
