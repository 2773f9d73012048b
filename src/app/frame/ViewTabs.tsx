import { Suspense } from 'react'
import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Language } from '../../i18n'
import type { Capabilities } from '../../platform/web/capabilities'
import { useActions, useApp, useAppState } from '../../core/react'
import { Slot } from '../../core/Slot'
import { Boundary } from '../../ui/Boundary'
import { PageErrors } from './PageErrors'
import css from './frame.module.css'

export function ViewTabs({ capabilities }: { readonly capabilities: Capabilities }) {
  const { t, i18n } = useTranslation()
  const { setView } = useActions()
  const asked = useAppState((state) => state.view)
  const debug = useAppState((state) => state.settings.debug)
  const views = useApp().features.flatMap(({ tab }) => (tab && (debug || tab.debug !== true) ? tab : []))
  const active = views.find(({ name }) => name === asked)?.name ?? views[0]!.name
  return (
    <>
      <PageErrors />
      <Slot name="strip" />
      <Tabs
        className={clsx('page-tabs', css.views)}
        classNames={{
          header: clsx(css.viewsHead),
          body: clsx(css.view),
          content: clsx(css.view),
          item: clsx(css.viewTab),
          indicator: clsx(css.viewMark),
        }}
        activeKey={active}
        onChange={setView}
        animated={false}
        destroyOnHidden
        aria-label={t('tabs.label')}
        tabBarExtraContent={{
          right: (
            <div className={css.tabActions} role="group" aria-label={t('tabs.actions')}>
              <Slot name="tab-actions" />
            </div>
          ),
        }}
        items={views.map(({ name, title, Panel }) => ({
          key: name,
          label: <span data-testid={`tab-${name}`}>{title[i18n.language as Language]}</span>,
          children: (
            <div className={css.panel} data-testid={`panel-${name}`}>
              <Boundary>
                <Suspense fallback={null}>
                  <Panel capabilities={capabilities} />
                </Suspense>
              </Boundary>
            </div>
          ),
        }))}
      />
    </>
  )
}
