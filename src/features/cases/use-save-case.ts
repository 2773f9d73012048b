import { useActions } from '../../core/react'
import { download } from '../../ui/download'

/** Saves the case in the list and downloads it as a file. Runs the texts first if they have no results. */
export function useSaveCase(): () => Promise<void> {
  const { saveCase } = useActions()
  return async () => {
    const saved = await saveCase()
    if (saved !== null) download(saved.fileName, saved.json)
  }
}
