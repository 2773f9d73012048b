import { useTranslation } from 'react-i18next'
import { DIALECTS } from '../../../formats/request'
import type { CaseSetting, DialectName, NoteCode, RequestCase } from '../../../formats/request/types'
import { Section } from '../../../ui/Section'

interface Props {
  readonly dialect: DialectName
  /** Null: no request is made yet. */
  readonly given: RequestCase | null
  readonly notSent: readonly CaseSetting[]
}

/** Other vectors altogether: said in amber, before all else. */
const LOUD: readonly NoteCode[] = ['dashscope-no-bge-m3']

export function Notes({ dialect, given, notSent }: Props) {
  const { t } = useTranslation('requests')
  const { label, notes } = DIALECTS[dialect]
  return (
    <Section title={t('notes', { dialect: label })}>
      <ul className="request-notes">
        {notes.map((code) => (
          <li
            key={code}
            className={LOUD.includes(code) ? 'amber' : undefined}
            data-testid="request-note"
            data-code={code}
          >
            {t(`note.${code}`)}
          </li>
        ))}
        {given &&
          notSent.map((setting) => (
            <li key={setting} data-testid="request-not-sent" data-setting={setting}>
              {t(`notSent.${setting}`, { value: String(given[setting]) })}
            </li>
          ))}
      </ul>
    </Section>
  )
}
