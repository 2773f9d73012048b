import { useTranslation } from 'react-i18next'
import type { ErrorData } from '../../engine/errors'
import type { PasteNote } from '../../formats/paste/types'
import { ERROR_WORDS, errorText } from '../../ui/error-text'
import { Section } from '../../ui/Section'
import { shortened } from './shown'
import css from './paste.module.css'

/** What the user should know about a paste. */
export function PasteNotes({ notes }: { readonly notes: readonly PasteNote[] }) {
  const { t } = useTranslation('paste')
  if (notes.length === 0) return null
  return (
    <Section title={t('notes')}>
      <ul className={css.notes}>
        {notes.map((note, at) => (
          <li key={at} data-testid={`paste-note-${note.code}`}>
            {note.error ? (
              <UnreadableReply status={note.values['status']!} error={note.error} />
            ) : (
              t(`note.${note.code}` as 'note.line-ends', shown(note.values))
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const shown = (values: PasteNote['values']): PasteNote['values'] =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? shortened(value) : value,
    ]),
  )

/** The note's own words are in English. */
function UnreadableReply({ status, error }: { readonly status: string | number; readonly error: ErrorData }) {
  const { t } = useTranslation('paste')
  const { t: tError } = useTranslation(ERROR_WORDS)
  return t('note.reply-unreadable', { status, ...errorText(tError, error) })
}
