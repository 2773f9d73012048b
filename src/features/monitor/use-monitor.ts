import { useEffect, useState } from 'react'
import { Monitor } from '../../engine/monitor/monitor'
import type { MonitorSnapshot } from '../../engine/monitor/types'
import { useApp } from '../../core/react'

/** Milliseconds between two looks. */
const EVERY = 500

/** The places of the numbers, before the numbers are there. */
const EMPTY = new Monitor().snapshot()

/** The numbers of now. */
export function useMonitor(): { readonly snapshot: MonitorSnapshot; readonly isReady: boolean } {
  const { monitor } = useApp()
  const [snapshot, setSnapshot] = useState<MonitorSnapshot | null>(null)
  useEffect(() => {
    let isGone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () =>
      void monitor.open().then(
        (open) => {
          timer = undefined
          if (!isGone) setSnapshot(open.snapshot())
        },
        () => undefined,
      )
    look()
    const stop = monitor.subscribe(() => {
      timer ??= setTimeout(look, EVERY)
    })
    return () => {
      isGone = true
      stop()
      clearTimeout(timer)
    }
  }, [monitor])
  return { snapshot: snapshot ?? EMPTY, isReady: snapshot !== null }
}
