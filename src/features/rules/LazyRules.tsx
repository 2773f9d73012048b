import { lazy, Suspense } from 'react'
import { useAppState } from '../../core/react'
import { useEver } from '../../ui/use-ever'

const RulesPanel = lazy(async () => ({ default: (await import('./RulesPanel')).RulesPanel }))

/** Loaded when it is first opened. Then it stays mounted, because an unmounted dialog cannot give the focus back. */
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
