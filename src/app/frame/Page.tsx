import { Suspense, useState } from 'react'
import { StyleProvider } from '@ant-design/cssinjs'
import { ConfigProvider, Splitter } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Capabilities } from '../../platform/web/capabilities'
import { EditorPanel } from '../editor/EditorPanel'
import { Header } from './Header'
import { KeysList } from './KeysList'
import { OptionsBar } from './OptionsBar'
import { ScoreStrip } from '../../features/scores/ScoreStrip'
import { CSS_VAR_CLASS, themeConfig } from '../theme/theme'
import { Slot } from '../../core/Slot'
import { useIsDark, useMedia, usePageKeys, useViewInUrl } from './use-page'
import { ViewTabs } from './ViewTabs'
import css from './frame.module.css'

export function Page({ capabilities }: { readonly capabilities: Capabilities }) {
  const { i18n } = useTranslation()
  const [keysOpen, setKeysOpen] = useState(false)
  const isDark = useIsDark()
  const isNarrow = useMedia('(max-width: 767px)')
  usePageKeys(() => setKeysOpen(true))
  useViewInUrl()

  const below = (
    <div className={css.below}>
      <OptionsBar capabilities={capabilities} />
      <Suspense fallback={null}>
        <ScoreStrip />
      </Suspense>
      <ViewTabs capabilities={capabilities} />
    </div>
  )
  return (
    <StyleProvider layer>
      <ConfigProvider
        theme={themeConfig(isDark)}
        locale={i18n.language === 'en' ? enUS : zhCN}
        button={{ autoInsertSpace: false }}
      >
        <div className={clsx(css.page, CSS_VAR_CLASS)}>
          <Header capabilities={capabilities} onKeys={() => setKeysOpen(true)} />
          {isNarrow ? (
            <main className={css.stack}>
              <EditorPanel side="a" />
              <EditorPanel side="b" />
              {below}
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
                <Splitter.Panel>{below}</Splitter.Panel>
              </Splitter>
            </main>
          )}
          <Slot name="page" capabilities={capabilities} />
          <KeysList open={keysOpen} onClose={() => setKeysOpen(false)} />
        </div>
      </ConfigProvider>
    </StyleProvider>
  )
}
