/** Listens for cases in the page's address, and for files that are dropped outside of the editors. */
import { useEffect } from 'react'
import { isLink } from '../../formats/case/is-link'
import { useActions } from '../../core/react'

/** Renders nothing. */
export function CaseListener(): null {
  const { openCaseLink, takeCaseFiles } = useActions()

  useEffect(() => {
    const read = () => {
      const { hash } = location
      if (!isLink(hash)) return
      // Removes the case from the address at once. Otherwise a reload, or Back, would replace the edited texts by
      // those of the link.
      history.replaceState(history.state, '', location.pathname + location.search)
      void openCaseLink(hash)
    }
    read()
    window.addEventListener('hashchange', read)
    return () => window.removeEventListener('hashchange', read)
  }, [openCaseLink])

  useEffect(() => {
    // Editors handle files that are dropped on them. A file dropped elsewhere is ignored if it holds no case.
    const dropped = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) void takeCaseFiles(files)
    }
    window.addEventListener('drop', dropped)
    return () => window.removeEventListener('drop', dropped)
  }, [takeCaseFiles])

  return null
}
