import { lazy, Suspense, useState } from 'react'
import { useAppState } from '../../core/react'

const RulesPanel = lazy(async () => ({ default: (await import('./RulesPanel')).RulesPanel }))

/** Loaded when it is first opened; then it stays, since a dialog that is gone gives no focus back. */
export function LazyRules() {
  const open = useAppState((state) => state.rulesOpen)
  const [wanted, setWanted] = useState(open)
  if (open && !wanted) setWanted(true)
  return (
    wanted && (
      <Suspense fallback={null}>
        <RulesPanel />
      </Suspense>
    )
  )
}
