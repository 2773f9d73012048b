import { createPortal } from 'react-dom'
import { StyleProvider } from '@ant-design/cssinjs'
import { ConfigProvider } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Capabilities } from '../../platform/web/capabilities'
import { EditorPanel } from '../editor/EditorPanel'
import { Header } from './Header'
import { OptionsBar } from './OptionsBar'
import { PageErrors } from './PageErrors'
import { OnePane, PhonePanes, SidePanes, StackedPanes } from './Panes'
import { ScoreStrip } from '../../features/scores/ScoreStrip'
import { CSS_VAR_CLASS, themeConfig } from '../theme/theme'
import { Slot } from '../../core/Slot'
import { useApp, useAppState } from '../../core/react'
import { useMovable } from '../../ui/use-movable'
import { useComponentWords } from './use-component-words'
import { useMedia } from '../../ui/use-media'
import { useIsDark, usePageKeys, useViewInUrl } from './use-page'
import { useRoom } from '../editor/use-room'
import { ViewTabs } from './ViewTabs'
import css from './frame.module.css'

export function Page({ capabilities }: { readonly capabilities: Capabilities }) {
  const { i18n } = useTranslation()
  const componentWords = useComponentWords(i18n.language)
  const isDark = useIsDark()
  const isNarrow = useMedia('(max-width: 767px)')
  const isWide = useMedia('(min-width: 1920px)')
  const hasRoom = !useTakesRoom()
  const editors = useRoom() // before the page's keys: it hears of Ctrl+Enter before the run starts
  usePageKeys()
  useViewInUrl()

  // An editor that is made anew would lose its history and its selection.
  const [a, b, below] = [useMovable(), useMovable(), useMovable()]
  const places = { a: a.place, b: b.place, below: below.place }
  const editor = { ...editors, ...(isWide && { room: 'open' as const }), hasButton: !isNarrow && !isWide }
  return (
    <StyleProvider layer>
      <ConfigProvider theme={themeConfig(isDark)} locale={componentWords} button={{ autoInsertSpace: false }}>
        <div className={clsx(css.page, CSS_VAR_CLASS)}>
          <Header capabilities={capabilities} />
          {!hasRoom ? (
            <OnePane below={below.place} />
          ) : isNarrow ? (
            <PhonePanes {...places} room={editors.room} />
          ) : isWide ? (
            <SidePanes {...places} />
          ) : (
            <StackedPanes {...places} editors={editors} />
          )}
          {createPortal(<EditorPanel side="a" {...editor} />, a.element)}
          {createPortal(<EditorPanel side="b" {...editor} />, b.element)}
          {createPortal(
            <>
              <OptionsBar capabilities={capabilities} />
              {hasRoom && <ScoreStrip />}
              {hasRoom && <Slot name="under-scores" />}
              <ViewTabs capabilities={capabilities} />
              {/* At the foot: what arrives here takes room from the end of the view, and moves nothing. */}
              <div className={css.foot}>
                <PageErrors />
                <Slot name="strip" />
              </div>
            </>,
            below.element,
          )}
          <Slot name="page" capabilities={capabilities} />
        </div>
      </ConfigProvider>
    </StyleProvider>
  )
}

/** Whether the open tab is not about the two texts. */
function useTakesRoom(): boolean {
  const { features } = useApp()
  return useAppState(({ view }) => features.some(({ tab }) => tab?.name === view && tab.takesRoom === true))
}
