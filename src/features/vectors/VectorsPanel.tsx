import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../core/react'
import { SECTION_VIEWS } from './sections'
import './vectors.css'

/** One section at a time: the others keep their state in the store. */
export function VectorsPanel() {
  const { t } = useTranslation('vectors')
  const { showVectors } = useActions()
  const section = useAppState((state) => state.vectorsSection)
  const shown = SECTION_VIEWS.find(({ name }) => name === section) ?? SECTION_VIEWS[0]
  return (
    <div className="vectors">
      <Segmented
        className="vectors-sections"
        aria-label={t('sections.label')}
        value={shown?.name ?? section}
        onChange={showVectors}
        options={SECTION_VIEWS.map(({ name }) => ({
          value: name,
          label: <span data-testid={`vectors-section-${name}`}>{t(`sections.${name}`)}</span>,
        }))}
      />
      {shown && <shown.View key={shown.name} />}
    </div>
  )
}
