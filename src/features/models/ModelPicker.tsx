import { lazy, Suspense, useState } from 'react'
import type { Capabilities } from '../../platform/web/capabilities'
import { useAppState } from '../../core/react'

const ModelDialog = lazy(async () => ({ default: (await import('./ModelDialog')).ModelDialog }))

/** Loaded when it is first opened; then it stays, since a dialog that is gone gives no focus back. */
export function ModelPicker({ capabilities }: { readonly capabilities: Capabilities }) {
  const open = useAppState((state) => state.picker !== null)
  const [wanted, setWanted] = useState(open)
  if (open && !wanted) setWanted(true)
  return (
    wanted && (
      <Suspense fallback={null}>
        <ModelDialog capabilities={capabilities} />
      </Suspense>
    )
  )
}
