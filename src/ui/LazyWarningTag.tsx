import { Suspense, type ComponentProps } from 'react'
import { onDemand } from './on-demand'
import type { WarningTag } from './WarningTag'

const Tag = onDemand(async () => (await import('./WarningTag')).WarningTag)

/** A WarningTag for places that seldom have one. */
export function LazyWarningTag(props: ComponentProps<typeof WarningTag>) {
  return (
    <Suspense fallback={null}>
      <Tag {...props} />
    </Suspense>
  )
}
