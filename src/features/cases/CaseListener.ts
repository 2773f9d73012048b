/** What the page as a whole listens to for cases: its address, and files that are dropped beside the editors. */
import { useEffect } from 'react'
import { isLink } from '../../formats/case/is-link'
import { useActions } from '../../core/react'

/** Draws nothing. */
export function CaseListener(): null {
  const { openCaseLink, takeCaseFiles } = useActions()

  useEffect(() => {
    const read = () => {
      const { hash } = location
      if (!isLink(hash)) return
      // Taken off the address at once: a reload, or Back, must not put the link's texts over what was edited since.
      history.replaceState(history.state, '', location.pathname + location.search)
      void openCaseLink(hash)
    }
    read()
    window.addEventListener('hashchange', read)
    return () => window.removeEventListener('hashchange', read)
  }, [openCaseLink])

  useEffect(() => {
    // Editors keep their own drops; whatever else is dropped on the page and holds no case is let go.
    const dropped = (event: DragEvent) => {
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) void takeCaseFiles(files)
    }
    window.addEventListener('drop', dropped)
    return () => window.removeEventListener('drop', dropped)
  }, [takeCaseFiles])

  return null
}
