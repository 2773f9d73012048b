import { useActions, useApp, useAppState } from '../../core/react'
import type { AppState, Side } from '../../core/state'
import { chooseMetadata } from '../../core/text/choose-metadata'
import { isLong, preparedNow } from '../../core/text/long-texts'
import { RulesDialog } from './RulesDialog'

/** A long text after the rules; undefined: the text is short. */
const longMade = (state: AppState, side: Side) => (isLong(state, side) ? preparedNow(state, side) : undefined)

/** The dialog of the preprocessing rules. */
export function RulesPanel() {
  const { store } = useApp()
  const { setRules, openRules } = useActions()
  const open = useAppState((state) => state.rulesOpen)
  const rules = useAppState((state) => state.rules)
  const textA = useAppState((state) => state.a.text)
  const textB = useAppState((state) => state.b.text)
  const madeA = useAppState((state) => longMade(state, 'a'))
  const madeB = useAppState((state) => longMade(state, 'b'))
  const metadata = useAppState((state) => state.settings.metadata)
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
      onMetadata={(chosen) => chooseMetadata(store, 'a', chosen)}
    />
  )
}
