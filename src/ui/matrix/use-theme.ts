import { useSyncExternalStore } from 'react'

/** Whether the page is dark, as its root element says. */
export const useTheme = (): boolean => useSyncExternalStore(follow, isDark, () => false)

const isDark = () => document.documentElement.dataset['theme'] === 'dark'

function follow(changed: () => void): () => void {
  const observer = new MutationObserver(changed)
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}
