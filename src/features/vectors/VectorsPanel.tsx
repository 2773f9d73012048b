import { Suspense } from 'react'
import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions, useApp, useAppState } from '../../core/react'
import type { Language } from '../../i18n'
import css from './vectors.module.css'

/** Shows one section at a time. The other sections keep their state in the store. */
export function VectorsPanel() {
  const { t, i18n } = useTranslation('vectors')
  const { showVectors } = useActions()
  const open = useAppState((state) => state.vectorsSection)
  const sections = useApp().features.flatMap(({ section }) => section ?? [])
  const shown = sections.find(({ name }) => name === open) ?? sections[0]
  return (
    <div className={css.vectors}>
      <Segmented
        className={clsx(css.sections)}
        aria-label={t('sections.label')}
        value={shown?.name ?? open}
        onChange={showVectors}
        options={sections.map(({ name, title }) => ({
          value: name,
          label: <span data-testid={`vectors-section-${name}`}>{title[i18n.language as Language]}</span>,
        }))}
      />
      <Suspense fallback={null}>{shown && <shown.View key={shown.name} />}</Suspense>
    </div>
  )
}
