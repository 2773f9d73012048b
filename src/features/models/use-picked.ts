/** Passes files from the browser (a drop, an input, a folder handle) to the state of the model dialog. */
import { useEffect, useRef, useState } from 'react'
import { toErrorData, type ErrorData } from '../../engine/errors'
import type { PickedFiles } from './picker-types'
import { useActions, useAppState } from '../../core/react'

export interface Picking {
  /** True while the files are listed, which takes some time for a large folder. */
  readonly reading: boolean
  readonly error: ErrorData | null
  /** Looks for a model in the files. If they are only head files, they are added to the model that was found before. */
  pick(picked: Promise<PickedFiles>): void
  pickHeads(picked: Promise<PickedFiles>): void
}

const HEAD_FILE = /\.(pt|safetensors)$/i

export const areHeadFiles = ({ files }: Pick<PickedFiles, 'files'>): boolean =>
  files.length > 0 && files.every(({ name }) => HEAD_FILE.test(name))

/** Whether the error only says that the user closed the browser's own dialog. */
const isDismissal = (error: unknown): boolean => error instanceof DOMException && error.name === 'AbortError'

export function usePicking(): Picking {
  const { findFiles, setHeads } = useActions()
  const found = useAppState((state) => state.picker?.found ?? null)
  const [state, setState] = useState<Pick<Picking, 'reading' | 'error'>>({ reading: false, error: null })
  const latest = useRef<Promise<PickedFiles> | null>(null)
  useEffect(() => {
    latest.current = null
    setState({ reading: false, error: null })
  }, [found])

  async function take(promise: Promise<PickedFiles>, use: (picked: PickedFiles) => void): Promise<void> {
    latest.current = promise
    setState({ reading: true, error: null })
    try {
      const picked = await promise
      if (latest.current !== promise) return
      setState({ reading: false, error: null })
      use(picked)
    } catch (error) {
      if (latest.current === promise)
        setState({ reading: false, error: isDismissal(error) ? null : toErrorData(error) })
    }
  }
  const useAsHeads = ({ files }: PickedFiles) => setHeads({ kind: 'local', files })
  return {
    ...state,
    pick: (picked) =>
      void take(picked, (files) =>
        found?.phase === 'found' && areHeadFiles(files) ? useAsHeads(files) : findFiles(files),
      ),
    pickHeads: (picked) => void take(picked, useAsHeads),
  }
}
