import { Suspense } from 'react'
import { useAppState } from '../../core/react'
import { Boundary } from '../../ui/Boundary'
import { onDemand } from '../../ui/on-demand'
import { useEver } from '../../ui/use-ever'

const HelpDialog = onDemand(async () => (await import('./HelpDialog')).HelpDialog, 'help')

/** Fetched when it is first opened. It then stays mounted, because an unmounted dialog cannot return the focus. */
export function LazyHelp() {
  const wanted = useEver(useAppState((state) => state.help.open))
  return (
    wanted && (
      <Boundary>
        <Suspense fallback={null}>
          <HelpDialog />
        </Suspense>
      </Boundary>
    )
  )
}
