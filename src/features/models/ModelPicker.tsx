import { lazy, Suspense } from 'react'
import type { Capabilities } from '../../platform/web/capabilities'
import { useAppState } from '../../core/react'
import { useEver } from '../../ui/use-ever'

const ModelDialog = lazy(async () => ({ default: (await import('./ModelDialog')).ModelDialog }))

/**
 * Loads the dialog when it is first opened. The dialog then stays mounted, because an unmounted dialog cannot return
 * the focus.
 */
export function ModelPicker({ capabilities }: { readonly capabilities: Capabilities }) {
  const open = useAppState((state) => state.picker !== null)
  const wanted = useEver(open)
  return (
    wanted && (
      <Suspense fallback={null}>
        <ModelDialog capabilities={capabilities} />
      </Suspense>
    )
  )
}
