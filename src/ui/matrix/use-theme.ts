import { useSyncExternalStore } from 'react'

/** Whether the page is dark. The root element's data-theme says so. */
export const useTheme = (): boolean => useSyncExternalStore(follow, isDark, () => false)

const isDark = () => document.documentElement.dataset['theme'] === 'dark'

function follow(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
