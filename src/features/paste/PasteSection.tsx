import { useTranslation } from 'react-i18next'
import { useAppState } from '../../core/react'
import { LoadPasted, PasteBody } from './PasteBody'
import css from './paste.module.css'

/** What the dialog holds, as a section of a tab. While the dialog is open, it stands there alone. */
export function PasteSection() {
  const { t } = useTranslation('paste')
  const inDialog = useAppState((state) => state.paste.open)
  const phase = useAppState((state) => state.paste.read.phase)
  return (
    <section className={css.section} aria-label={t('title')} data-testid="paste-section" data-phase={phase}>
      {!inDialog && (
        <>
          <PasteBody />
          <div className={css.load}>
            <LoadPasted />
          </div>
        </>
      )}
    </section>
  )
}
