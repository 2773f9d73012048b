import { Suspense, type ComponentType } from 'react'
import type { SlotName, SlotProps } from './feature'
import { useApp } from './react'

/** Renders the components that the features bring for one slot of the page, in the order of the features. */
export function Slot<S extends SlotName>({ name, ...props }: { readonly name: S } & SlotProps[S]) {
  return useApp().features.map((feature) => {
    const View = feature.slots?.[name] as ComponentType<object> | undefined
    return (
      View && (
        <Suspense key={feature.name} fallback={null}>
          <View {...props} />
        </Suspense>
      )
    )
  })
}
