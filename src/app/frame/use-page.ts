/** Global listeners of the page: media queries, keys, the address, dropped files. */
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../core/model/model-ref'
import { useActions, useApp, useAppState } from '../../core/react'
import { useMedia } from '../../ui/use-media'
import { shownBy, writeShown } from '../view-address'
import { isRunKey, isTyping } from '../../ui/keys'

export function useIsDark(): boolean {
  const theme = useAppState((state) => state.settings.theme)
  const systemIsDark = useMedia('(prefers-color-scheme: dark)')
  const isDark = theme === 'system' ? systemIsDark : theme === 'dark'
  useEffect(() => {
    document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
  }, [isDark])
  return isDark
}

export function usePageKeys(): void {
  const { analyze, showHelp } = useActions()
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (isRunKey(event)) {
        event.preventDefault()
        event.stopPropagation() // otherwise an editor would insert a new line
        if (!event.repeat) void analyze()
      } else if (event.key === '?' && !isTyping(event.target)) showHelp()
    }
    // The browser would open a file that is dropped outside of an editor in place of the page.
    const guard = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
    }
    window.addEventListener('keydown', pressed, { capture: true })
    window.addEventListener('dragover', guard)
    window.addEventListener('drop', guard)
    return () => {
      window.removeEventListener('keydown', pressed, { capture: true })
      window.removeEventListener('dragover', guard)
      window.removeEventListener('drop', guard)
    }
  }, [analyze, showHelp])
}

/**
 * Synchronises `?view=` and `?section=` with the state in both directions. `?lang=` and `?model=` are updated only if the address has
 * them.
 */
export function useViewInUrl(): void {
  const { store, features } = useApp()
  const view = useAppState((state) => state.view)
  const openSections = useAppState((state) => state.openSections)
  const asked = useAppState((state) => state.chosenModel.asked)
  const chosen = useAppState((state) => state.chosenModel.kept)
  const { i18n } = useTranslation()

  useEffect(() => {
    const url = new URL(location.href)
    const change = writeShown(url.searchParams, { view, openSections }, features)
    // The first change completes the address that was opened. Each later one is a step that Back undoes.
    if (change === 'replace') history.replaceState(null, '', url)
    else if (change === 'push') history.pushState(null, '', url)
  }, [view, openSections, features])

  useEffect(() => {
    const back = () => {
      const shown = shownBy(new URL(location.href).searchParams, features)
      store.setState((state) => ({
        ...shown,
        openSections: { ...state.openSections, ...shown.openSections },
      }))
    }
    window.addEventListener('popstate', back)
    return () => window.removeEventListener('popstate', back)
  }, [store, features])

  useEffect(() => {
    const url = new URL(location.href)
    if (asked !== null || chosen === null || !url.searchParams.has('model')) return
    const address = addressOf(chosen)
    if (address === null) url.searchParams.delete('model')
    else url.searchParams.set('model', address)
    history.replaceState(null, '', url)
  }, [asked, chosen])

  useEffect(() => {
    document.documentElement.lang = i18n.language
    const url = new URL(location.href)
    if (!url.searchParams.has('lang') || url.searchParams.get('lang') === i18n.language) return
    url.searchParams.set('lang', i18n.language)
    history.replaceState(null, '', url)
  }, [i18n.language])
}
