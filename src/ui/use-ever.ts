import { useState } from 'react'

/**
 * Whether the value is true now or was true before. A dialog uses it to stay mounted: an unmounted dialog cannot give
 * the focus back.
 */
export function useEver(value: boolean): boolean {
  const [ever, setEver] = useState(value)
  if (value && !ever) setEver(true)
  return ever
}
