import { useState } from 'react'

/** Whether the value is or has been true. A dialog that was opened once stays mounted: one that is gone gives no focus back. */
export function useEver(value: boolean): boolean {
  const [ever, setEver] = useState(value)
  if (value && !ever) setEver(true)
  return ever
}
