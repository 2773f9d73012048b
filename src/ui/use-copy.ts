import { useCallback, useEffect, useRef, useState } from 'react'
import { copyText } from './copy'

export type CopyState = 'idle' | 'copied' | 'failed'

const SHOWN_FOR_MS = 1200

/** Copies a text, and shows for a moment whether that worked. */
export function useCopy(): readonly [CopyState, (text: string) => void] {
  const [state, setState] = useState<CopyState>('idle')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const copy = useCallback((text: string) => {
    void copyText(text).then((done) => {
      clearTimeout(timer.current)
      setState(done ? 'copied' : 'failed')
      timer.current = setTimeout(() => setState('idle'), SHOWN_FOR_MS)
    })
  }, [])
  return [state, copy]
}
