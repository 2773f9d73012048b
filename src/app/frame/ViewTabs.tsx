import { Suspense } from 'react'
import { Content, List, Root, Trigger } from '@radix-ui/react-tabs'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../i18n'
import type { Capabilities } from '../../platform/web/capabilities'
import { useActions, useApp, useAppState } from '../../core/react'
import { Slot } from '../../core/Slot'
import { Boundary } from '../../ui/Boundary'
import frame from './frame.module.css'
import css from './view-tabs.module.css'

/** The tabs of the features. Only the open one is in the document; arrow keys, Home and End open the others. */
export function ViewTabs({ capabilities }: { readonly capabilities: Capabilities }) {
  const { t, i18n } = useTranslation()
  const { setView } = useActions()
  const asked = useAppState((state) => state.view)
  const views = useApp().features.flatMap(({ tab }) => tab ?? [])
  const shown = views.find(({ name, formerly }) => name === asked || formerly === asked) ?? views[0]!
  const { name: active, Panel } = shown
  return (
    <Root className={frame.views} value={active} onValueChange={setView}>
      <div className={css.head}>
        <List className={css.list} aria-label={t('tabs.label')}>
          {views.map(({ name, formerly, title }) => (
            <Trigger key={name} value={name} className={css.tab}>
              <span data-testid={`tab-${name}`}>
                <span data-testid={formerly && `tab-${formerly}`}>{title[i18n.language as Language]}</span>
              </span>
            </Trigger>
          ))}
        </List>
        <div className={css.actions} role="group" aria-label={t('tabs.actions')}>
          <Slot name="tab-actions" />
        </div>
      </div>
      <Content key={active} value={active} className={frame.panel} data-testid={`panel-${active}`}>
        <h2 className={css.unseen}>{shown.title[i18n.language as Language]}</h2>
        <Boundary>
          <Suspense fallback={null}>
            <Panel capabilities={capabilities} />
          </Suspense>
        </Boundary>
      </Content>
    </Root>
  )
}
