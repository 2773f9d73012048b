import { changesIn } from '../../engine/text/preprocess/apply'
import { useActions, useAppState } from '../../core/react'
import { preparedNow } from '../../core/text/long-texts'
import type { Side } from '../../core/state'
import { RulesButton } from './RulesButton'

/** The part of the editor's header that shows how many rules are enabled, and what they changed in this text. */
export function SideRules({ side }: { readonly side: Side }) {
  const { openRules } = useActions()
  const count = useAppState((state) => state.rules.rules.filter(({ enabled }) => enabled).length)
  const changes = useAppState((state) => changesIn(preparedNow(state, side)?.effects ?? []))
  return <RulesButton side={side} count={count} changes={changes} onOpen={() => openRules(true)} />
}
