import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { DIALECTS } from '../../formats/request'
import type { CaseSetting, DialectName, NoteCode, RequestCase } from '../../formats/request/types'
import { Section } from '../../ui/Section'
import css from './requests.module.css'

interface Props {
  readonly dialect: DialectName
  /** Null: there is no request yet. */
  readonly given: RequestCase | null
  readonly notSent: readonly CaseSetting[]
}

/** Settings that would give entirely different vectors. They are shown before the command. */
const LOUD: readonly NoteCode[] = ['dashscope-no-bge-m3']

export function LoudNotes({ dialect }: Pick<Props, 'dialect'>) {
  const { t } = useTranslation('requests')
  return DIALECTS[dialect].notes
    .filter((code) => LOUD.includes(code))
    .map((code) => (
      <p
        key={code}
        className={clsx('amber', css.cannots)}
        role="note"
        data-testid="request-note"
        data-code={code}
      >
        {t(`note.${code}`)}
      </p>
    ))
}

export function Notes({ dialect, given, notSent }: Props) {
  const { t } = useTranslation('requests')
  const { label, notes } = DIALECTS[dialect]
  return (
    <Section title={t('notes', { dialect: label })}>
      <ul className={css.notes}>
        {notes
          .filter((code) => !LOUD.includes(code))
          .map((code) => (
            <li key={code} data-testid="request-note" data-code={code}>
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
