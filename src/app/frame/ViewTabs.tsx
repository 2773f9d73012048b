import { Suspense } from 'react'
import { Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Capabilities } from '../../platform/web/capabilities'
import { useActions, useAppState } from '../../core/react'
import { VIEWS } from '../registry'
import { CaseStrip } from '../../features/cases/CaseStrip'
import { Boundary } from './Boundary'
import { PageErrors } from './PageErrors'
import { TabActions } from './TabActions'

export function ViewTabs({ capabilities }: { readonly capabilities: Capabilities }) {
  const { t } = useTranslation()
  const { setView } = useActions()
  const asked = useAppState((state) => state.view)
  const debug = useAppState((state) => state.settings.debug)
  const views = VIEWS.filter((view) => debug || !view.debug)
  const active = views.find(({ name }) => name === asked)?.name ?? views[0]!.name
  return (
    <>
      <PageErrors />
      <CaseStrip />
      <Tabs
        className="views"
        activeKey={active}
        onChange={setView}
        animated={false}
        destroyOnHidden
        aria-label={t('tabs.label')}
        tabBarExtraContent={{ right: <TabActions /> }}
        items={views.map(({ name, Panel }) => ({
          key: name,
          label: <span data-testid={`tab-${name}`}>{t(`tabs.${name}`)}</span>,
          children: (
            <div className="panel" data-testid={`panel-${name}`}>
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
