import { useActions } from '../../core/react'
import type { Side } from '../../core/state'
import { foreignOf } from './foreign'
import type { EndpointResult, EndpointSide } from './types'

/** Opens the section "why" with the vector that the server gave for one text, and runs it. */
export function useExplain(result: EndpointResult): (side: Side) => void {
  const { setForeign, takeForeign, setWhy, showSection, runWhy } = useActions()
  return (side) => {
    // Another reply may have been pasted in the meantime.
    setForeign(...foreignOf(result))
    takeForeign()
    setWhy({ side, chosen: side === 'a' ? 0 : vectorsOf(result.a) })
    showSection('diagnose', 'why')
    void runWhy()
  }
}

/** How many vectors "why" lists for a text. The dense one is the first. */
function vectorsOf({ asked }: EndpointSide): number {
  const { dense, sparse, colbert, hidden } = asked.reply.items[0]!
  return [dense, sparse, colbert ?? hidden].filter((vector) => vector !== null && vector !== undefined).length
}
