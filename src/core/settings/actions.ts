/** Actions that change settings, language, view and rules. None of them reads a text. */
import { i18next, type Language } from '../../i18n'
import type { Engine } from '../../engine/encoder/state'
import type { ScoreName } from '../../engine/score/types'
import type { RuleSet } from '../../engine/text/preprocess/types'
import type { Context } from '../context'
import { HEADLINE } from '../selectors'
import { isValid } from './schema'
import type { Mode, Settings } from '../state'

export interface SettingsActions {
  set(
    patch: Partial<Omit<Settings, 'threads' | 'whole' | 'encoder' | 'provider' | 'language' | 'mode'>>,
  ): void
  setMode(mode: Mode): void
  /** Restarts the engine, which can set the number of threads only at its start, and loads the model again. */
  setThreads(threads: number | null): void
  /** Restarts the engine too. @param whole true: run the graph as one session */
  setWhole(whole: boolean): void
  /** Restarts the engine too. */
  setEncoder(encoder: Engine): void
  setLanguage(language: Language): Promise<void>
  setView(view: string): void
  setRules(rules: RuleSet): void
  selectScore(name: ScoreName): void
  dismissStorageFull(): void
}

export function settingsActions({ store, client, actions }: Context): SettingsActions {
  const patch = (change: Partial<Settings>) =>
    store.setState(({ settings }) => ({ settings: { ...settings, ...change } }))

  function restartWith(change: Partial<Settings>): void {
    patch(change)
    const { phase } = store.getState().model
    actions.runLost(null)
    actions.modelLost(null)
    client.restart()
    if (phase !== 'idle') actions.loadModel()
  }

  return {
    set(change) {
      const names = Object.keys(change) as (keyof typeof change)[]
      if (names.every((name) => isValid(name, change[name]))) patch(change)
    },
    setMode(mode) {
      patch({ mode })
      store.setState({ selectedScore: HEADLINE[mode] })
    },
    setThreads(threads) {
      if (threads !== store.getState().settings.threads) restartWith({ threads })
    },
    setWhole(whole) {
      if (whole !== store.getState().settings.whole) restartWith({ whole })
    },
    setEncoder(encoder) {
      if (encoder !== store.getState().settings.encoder) restartWith({ encoder })
    },
    async setLanguage(language) {
      patch({ language })
      await i18next.changeLanguage(language)
    },
    setView: (view) => store.setState({ view, viewChosen: true }),
    setRules: (rules) => store.setState({ rules }),
    selectScore: (selectedScore) => store.setState({ selectedScore }),
    dismissStorageFull: () => store.setState({ storageFull: false }),
  }
}
