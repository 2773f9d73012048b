import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { findingsStaleness } from './selectors'
import { useActions, useAppState } from '../../core/react'
import { isStale } from '../../core/staleness'
import { Section } from '../../ui/Section'

/** Debounce in milliseconds after the last change of the options. */
const PAUSE = 200

/** Shows the beginning of the file as it would be written. */
export function Preview() {
  const { t } = useTranslation('exports')
  const { previewExport } = useActions()
  const options = useAppState((state) => state.exports.options)
  const preview = useAppState((state) => state.exports.preview)
  const result = useAppState((state) => state.result)
  const stale = useAppState(isStale)
  const busy = useAppState((state) => state.exports.run.phase === 'running')
  const done = useAppState((state) => state.exports.run.phase === 'done')
  const exportedStale = useAppState((state) => findingsStaleness(state).length > 0)
  const ready = useAppState((state) => state.model.phase === 'ready')
  const [madeFor, setMadeFor] = useState<typeof options | null>(null)
  const known = ready && ((result !== null && !stale) || (done && !exportedStale))

  useEffect(() => {
    if (!known || busy) return
    const timer = setTimeout(() => void previewExport().then(() => setMadeFor(options)), PAUSE)
    return () => clearTimeout(timer)
  }, [known, busy, options, result, previewExport])

  return (
    <Section title={t('preview.title')}>
      {known && preview ? (
        <>
          <pre className="code-block" tabIndex={0} data-testid="export-preview">
            {preview.text}
          </pre>
          {preview.more && <p className="muted">{t('preview.more')}</p>}
        </>
      ) : (
        <p className="muted" data-testid="export-no-preview">
          {t(!known ? 'preview.empty' : madeFor === options && !busy ? 'preview.none' : 'preview.making')}
        </p>
      )}
    </Section>
  )
}
