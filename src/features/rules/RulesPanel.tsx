import { useActions, useAppState } from '../../core/react'
import type { AppState, Side } from '../../core/state'
import { isLong, preparedNow } from '../../core/text/long-texts'
import { splitNow } from '../../core/units'
import { RulesDialog } from './RulesDialog'

/** A long text after the rules; undefined: the text is short. */
const longMade = (state: AppState, side: Side) => (isLong(state, side) ? preparedNow(state, side) : undefined)

/** The dialog of the preprocessing rules. */
export function RulesPanel() {
  const { setRules, openRules, set } = useActions()
  const open = useAppState((state) => state.rulesOpen)
  const rules = useAppState((state) => state.rules)
  const textA = useAppState((state) => state.a.text)
  const textB = useAppState((state) => state.b.text)
  const madeA = useAppState((state) => longMade(state, 'a'))
  const madeB = useAppState((state) => longMade(state, 'b'))
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
      longA={madeA}
      longB={madeB}
      metadata={metadata}
      onMetadata={(chosen) => set({ metadata: chosen })}
      dialogueA={found(dialogueA)}
      dialogueB={found(dialogueB)}
    />
  )
}
