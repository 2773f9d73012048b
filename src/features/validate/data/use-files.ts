import { useEffect, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../../core/react'

/** Files that are dropped anywhere on the tab, and tables that are pasted into it. @returns whether files are held over it */
export function useFiles(frame: RefObject<HTMLElement | null>): boolean {
  const { t } = useTranslation('validate')
  const { readValidation } = useActions()
  const [isOver, setOver] = useState(false)
  const pasted = t('data.pasted')

  useEffect(() => {
    const panel = frame.current?.closest<HTMLElement>('[data-testid="panel-validate"]') ?? frame.current
    if (!panel) return
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (!panel.contains(event.relatedTarget as Node | null)) setOver(false)
    }
    const drop = (event: DragEvent) => {
      setOver(false)
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      event.stopPropagation() // the page's own listener would open a case twice
      void readValidation(files)
    }
    // A paste goes to the page where nothing is focused that takes text.
    const paste = (event: ClipboardEvent) => {
      const target = event.target as HTMLElement | null
      if (
        event.defaultPrevented ||
        panel.offsetParent === null ||
        target?.closest('input, textarea, [contenteditable]')
      )
        return
      if (target !== document.body && !panel.contains(target)) return
      const files = [...(event.clipboardData?.files ?? [])]
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (files.length === 0 && !/[\t\n,;{]/.test(text)) return
      event.preventDefault()
      void readValidation(files.length > 0 ? files : [new File([text], pasted, { type: 'text/plain' })])
    }
    panel.addEventListener('dragenter', over)
    panel.addEventListener('dragover', over)
    panel.addEventListener('dragleave', leave)
    panel.addEventListener('drop', drop)
    document.addEventListener('paste', paste)
    return () => {
      panel.removeEventListener('dragenter', over)
      panel.removeEventListener('dragover', over)
      panel.removeEventListener('dragleave', leave)
      panel.removeEventListener('drop', drop)
      document.removeEventListener('paste', paste)
    }
  }, [frame, pasted, readValidation])
  return isOver
}
