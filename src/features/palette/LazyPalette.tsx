import { Suspense, useEffect } from 'react'
import type { Capabilities } from '../../platform/web/capabilities'
import { useActions, useApp, useAppState } from '../../core/react'
import { Boundary } from '../../ui/Boundary'
import { isPaletteKey } from '../../ui/keys'
import { onDemand } from '../../ui/on-demand'
import { useEver } from '../../ui/use-ever'

const Palette = onDemand(async () => (await import('./Palette')).Palette, 'palette')

/**
 * Listens for the key before any editor does, and fetches the palette when it is first opened. It then stays mounted, because an unmounted
 * dialog cannot return the focus.
 */
export function LazyPalette({ capabilities }: { readonly capabilities: Capabilities }) {
  const { store } = useApp()
  const { openPalette } = useActions()
  const wanted = useEver(useAppState((state) => state.paletteOpen))
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!isPaletteKey(event)) return
      event.preventDefault()
      event.stopPropagation()
      if (!event.repeat) openPalette(!store.getState().paletteOpen)
    }
    window.addEventListener('keydown', pressed, { capture: true })
    return () => window.removeEventListener('keydown', pressed, { capture: true })
  }, [store, openPalette])
  return (
    wanted && (
      <Boundary>
        <Suspense fallback={null}>
          <Palette capabilities={capabilities} />
        </Suspense>
      </Boundary>
    )
  )
}
