/** Components whose code is fetched when they are first needed. */
import { lazy, useState, type ComponentType, type ReactNode } from 'react'
import { i18next } from '../i18n'

export interface OnDemand<P extends object> {
  (props: P): ReactNode
  /** Resolves when the component can be drawn without waiting. Rejects when its code cannot be fetched; a later call tries again. */
  readonly load: () => Promise<void>
  /** As `load`, for a component that will probably be needed soon. A failure is reported when the component is drawn. */
  readonly preload: () => void
}

/**
 * A component that stands for another one and fetches it when it is drawn; inside of a `Suspense`.
 * @param fetch imports the module and picks the component
 * @param namespace the words that the component uses; fetched together with the code
 */
export function onDemand<P extends object>(
  fetch: () => Promise<ComponentType<P>>,
  namespace?: string,
): OnDemand<P> {
  let loaded: ComponentType<P> | null = null
  let loading: Promise<void> | null = null
  const load = () =>
    (loading ??= Promise.all([fetch(), namespace !== undefined && i18next.loadNamespaces(namespace)]).then(
      ([component]) => {
        loaded = component
      },
      (error: unknown) => {
        loading = null
        throw error
      },
    ))
  const Waiting = lazy(async () => {
    await load()
    return { default: loaded! }
  })
  function View(props: P) {
    // Chosen once: another type in the same place would lose the state of the component.
    const [Chosen] = useState<ComponentType<P>>(() => loaded ?? Waiting)
    return <Chosen {...props} />
  }
  const preload = () => void load().catch(() => undefined)
  return Object.assign(View, { load, preload })
}
