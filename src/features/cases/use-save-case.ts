import { useActions } from '../../core/react'
import { download } from '../../ui/download'

/** Runs what was not run yet, keeps the case in the list and gives it as a file. */
export function useSaveCase(): () => Promise<void> {
  const { saveCase } = useActions()
  return async () => {
    const saved = await saveCase()
    if (saved !== null) download(saved.fileName, saved.json)
  }
}
