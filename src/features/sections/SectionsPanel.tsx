import { Suspense } from 'react'
import { Button, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions, useApp, useAppState } from '../../core/react'
import type { Language } from '../../i18n'
import view from '../../ui/view.module.css'
import css from './sections.module.css'

/**
 * A tab that consists of sections: shows one at a time, the others keep their state in the store. The sections of the
 * other such tabs are one click away: whoever asks why a vector differs often needs the request or the file next.
 */
export function SectionsPanel({ tab }: { readonly tab: string }) {
  const { t, i18n } = useTranslation('sections')
  const { showSection } = useActions()
  const { features } = useApp()
  const open = useAppState((state) => state.openSections[tab])
  const language = i18n.language as Language
  const all = features.flatMap(({ section }) => section ?? [])
  const own = all.filter((section) => section.tab === tab)
  const shown = own.find(({ name }) => name === open) ?? own[0]!
  const others = features.flatMap((feature) => feature.tab ?? []).filter(({ name }) => name !== tab)
  return (
    // The two tabs were one, "vectors". Scripts find either by its name.
    <div className={view.view} data-testid="panel-vectors">
      <div className={clsx(view.viewBar, css.bar)}>
        <Segmented
          className={clsx(css.sections)}
          aria-label={t(`label.${tab}` as 'label.diagnose')}
          value={shown.name}
          onChange={(name) => showSection(tab, name)}
          options={own.map(({ name, title }) => ({
            value: name,
            label: <span data-testid={`vectors-section-${name}`}>{title[language]}</span>,
          }))}
        />
        {others.map((other) => {
          const theirs = all.filter((section) => section.tab === other.name)
          return (
            theirs.length > 0 && (
              <span key={other.name} className={css.others} role="group" aria-label={other.title[language]}>
                <span className="muted">{other.title[language]}</span>
                {theirs.map(({ name, title }) => (
                  <Button
                    key={name}
                    size="small"
                    type="link"
                    data-testid={`vectors-section-${name}`}
                    onClick={() => showSection(other.name, name)}
                  >
                    {title[language]}
                  </Button>
                ))}
              </span>
            )
          )
        })}
      </div>
      <div className={clsx(view.viewBody, css.body)}>
        <h2 className={css.heading}>{shown.title[language]}</h2>
        <Suspense fallback={null}>
          <shown.View key={shown.name} />
        </Suspense>
      </div>
    </div>
  )
}
