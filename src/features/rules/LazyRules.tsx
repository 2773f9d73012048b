import { lazy, Suspense } from 'react'
import { useAppState } from '../../core/react'
import { useEver } from '../../ui/use-ever'

const RulesPanel = lazy(async () => ({ default: (await import('./RulesPanel')).RulesPanel }))

/**
 * Loads the dialog when it is first opened. The dialog then stays mounted, because an unmounted dialog cannot return
 * the focus.
 */
export function LazyRules() {
  const open = useAppState((state) => state.rulesOpen)
  const wanted = useEver(open)
  return (
    wanted && (
      <Suspense fallback={null}>
        <RulesPanel />
      </Suspense>
    )
  )
}
