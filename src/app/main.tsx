/** Starts the page, and connects the state with the browser, the worker and the address. */
import './app.css'
import '../ui/ui.css'
import './theme/antd.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createWorkerClient } from '../host/worker-client'
import { createSender, localNetworkPermission } from '../platform/endpoint'
import { i18next, pickLanguage, startI18n } from '../i18n'
import { probeCapabilities } from '../platform/web/capabilities'
import * as cases from '../platform/web/cases/store'
import * as folders from '../platform/web/local/handles'
import { createApp } from './create-app'
import { browserStore } from './browser-store'
import { fetchText } from '../core/model/fetch-text'
import { conversationsOf } from '../core/text/conversations'
import { fetchModelList } from '../core/model/site-models'
import { browserStorage } from './persistence'
import { AppContext } from '../core/react'
import { Page } from './frame/Page'
import { FEATURES, WORDS } from './registry'
import { shownBy } from './view-address'
import { installHtmlParser } from '../engine/text/html/parser'
import { parseWithBrowser } from '../platform/web/dom-parser'

declare const __APP_VERSION__: string

installHtmlParser(parseWithBrowser)

const parameters = new URLSearchParams(location.search)

const app = createApp(
  {
    createClient: createWorkerClient,
    createTextClient: async () => (await import('../host/text-client')).createTextClient(),
    fetchModels: () => fetchModelList(document.baseURI),
    fetchText: (url) => fetchText(url),
    store: browserStore(),
    folders,
    cases,
    send: createSender({
      page: location,
      localNetwork: () => localNetworkPermission(navigator.permissions),
    }),
    pageFacts: () => ({ app: `m3scope ${__APP_VERSION__}`, ...probeCapabilities() }),
    pageUrl: document.baseURI,
    wasmBaseUrl: new URL('ort/', document.baseURI).href,
    now: () => performance.now(),
  },
  browserStorage(),
  FEATURES,
  shownBy(parameters, FEATURES),
  parameters.get('model'),
)
window.addEventListener('pagehide', app.flush)
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') app.flush()
})

void start()

/**
 * No await at the top level: a chunk that is fetched here may need this module, and would wait for its end as this module
 * waits for the chunk.
 */
async function start(): Promise<void> {
  // What was stored is shown as it is; without the recogniser it would first be split as prose.
  const recognised = conversationsOf(app.store.getState()).catch(() => undefined)
  const { language } = app.store.getState().settings
  await startI18n(pickLanguage(location.search, language, navigator.languages), WORDS, ['app', 'common'])
  await recognised
  document.documentElement.lang = i18next.language

  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <AppContext value={app}>
        <Page capabilities={probeCapabilities()} />
      </AppContext>
    </StrictMode>,
  )

  // The model is loaded after the first paint, when the page is idle. Safari has no requestIdleCallback.
  const whenIdle = globalThis.requestIdleCallback ?? ((then: () => void) => setTimeout(then, 200))
  whenIdle(() => {
    if (app.store.getState().model.phase === 'idle') app.actions.loadModel()
  })
}
