import { lazy, Suspense } from 'react'
import type { Capabilities } from '../../platform/web/capabilities'
import { useAppState } from '../../core/react'
import { useEver } from '../../ui/use-ever'

const ModelDialog = lazy(async () => ({ default: (await import('./ModelDialog')).ModelDialog }))

/** Loaded when it is first opened. Then it stays mounted, because an unmounted dialog cannot give the focus back. */
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
