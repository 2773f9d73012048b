import { useActions } from '../../core/react'
import type { ExportedFile } from './types'
import { download } from '../../ui/download'

/** Runs an export and downloads its file. If it failed, opens the section "download", which shows the reason. */
export function useDownload(): { readonly run: () => Promise<void>; readonly setup: () => Promise<void> } {
  const { runExport, exportSetup, showSection } = useActions()
  const give = async (made: Promise<ExportedFile | 'reported' | null>) => {
    const file = await made
    if (file === 'reported') showSection('export', 'download')
    else if (file) download(file.name, file.blob)
  }
  return { run: () => give(runExport()), setup: () => give(exportSetup()) }
}
