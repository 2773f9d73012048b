import { lazy, Suspense, useState } from 'react'
import { createPortal } from 'react-dom'
import { StyleProvider } from '@ant-design/cssinjs'
import { ConfigProvider, Splitter } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Capabilities } from '../../platform/web/capabilities'
import { EditorPanel } from '../editor/EditorPanel'
import { Header } from './Header'
import { OptionsBar } from './OptionsBar'
import { ScoreStrip } from '../../features/scores/ScoreStrip'
import { CSS_VAR_CLASS, themeConfig } from '../theme/theme'
import { Slot } from '../../core/Slot'
import { useEver } from '../../ui/use-ever'
import { useMovable } from '../../ui/use-movable'
import { useComponentWords } from './use-component-words'
import { useMedia } from '../../ui/use-media'
import { useIsDark, usePageKeys, useViewInUrl } from './use-page'
import { ViewTabs } from './ViewTabs'
import css from './frame.module.css'

const KeysList = lazy(async () => ({ default: (await import('./KeysList')).KeysList }))

export function Page({ capabilities }: { readonly capabilities: Capabilities }) {
  const { i18n } = useTranslation()
  const [keysOpen, setKeysOpen] = useState(false)
  const keysWanted = useEver(keysOpen)
  const componentWords = useComponentWords(i18n.language)
  const isDark = useIsDark()
  const isNarrow = useMedia('(max-width: 767px)')
  usePageKeys(() => setKeysOpen(true))
  useViewInUrl()

  const below = useMovable()
  return (
    <StyleProvider layer>
      <ConfigProvider theme={themeConfig(isDark)} locale={componentWords} button={{ autoInsertSpace: false }}>
        <div className={clsx(css.page, CSS_VAR_CLASS)}>
          <Header capabilities={capabilities} onKeys={() => setKeysOpen(true)} />
          {isNarrow ? (
            <main className={css.stack}>
              <EditorPanel side="a" />
              <EditorPanel side="b" />
              <div ref={below.place} className={css.below} />
            </main>
          ) : (
            <main className={css.split}>
              <Splitter
                orientation="vertical"
                className={clsx(css.panes)}
                classNames={{ panel: clsx(css.pane) }}
              >
                <Splitter.Panel defaultSize="27%" min={104} max="70%">
                  <Splitter classNames={{ panel: clsx(css.pane) }}>
                    <Splitter.Panel min={240}>
                      <EditorPanel side="a" />
                    </Splitter.Panel>
                    <Splitter.Panel min={240}>
                      <EditorPanel side="b" />
                    </Splitter.Panel>
                  </Splitter>
                </Splitter.Panel>
                <Splitter.Panel>
                  <div ref={below.place} className={css.below} />
                </Splitter.Panel>
              </Splitter>
            </main>
          )}
          {createPortal(
            <>
              <OptionsBar capabilities={capabilities} />
              <Suspense fallback={null}>
                <ScoreStrip />
              </Suspense>
              <Slot name="under-scores" />
              <ViewTabs capabilities={capabilities} />
            </>,
            below.element,
          )}
          <Slot name="page" capabilities={capabilities} />
          {keysWanted && (
            <Suspense fallback={null}>
              <KeysList open={keysOpen} onClose={() => setKeysOpen(false)} />
            </Suspense>
          )}
        </div>
      </ConfigProvider>
    </StyleProvider>
  )
}
