import { useAppState } from '../../core/react'
import type { Side } from '../../core/state'
import { onDemand } from '../../ui/on-demand'

const DialogueChip = onDemand(async () => (await import('./DialogueChip')).DialogueChip, 'dialogue')

/** Fetches the chip once there is a text in which dialogues are recognised. */
export function DialoguePlace({ side }: { readonly side: Side }) {
  const may = useAppState((state) => state.recognises && state[side].text !== '')
  return may && <DialogueChip side={side} />
}
