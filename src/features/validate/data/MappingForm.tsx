import { useId } from 'react'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import { TEXT_ENCODINGS } from '../../../engine/text/encodings'
import { COLUMN_ROLES, type ColumnMapping, type ColumnRole } from '../../../formats/validation/types'
import css from './data.module.css'

const AUTOMATIC = ''

/** Which column stands for what. The file is read again after each change. */
export function MappingForm() {
  const { t } = useTranslation('validate')
  const { mapValidation, setValidation } = useActions()
  const read = useAppState(({ validate }) => validate.data.read)
  const hasFiles = useAppState(({ validate }) => validate.data.hasFiles)
  const isReading = useAppState(({ validate }) => validate.data.phase === 'reading')
  const encoding = useAppState(({ validate }) => validate.data.encoding)
  const sheet = useAppState(({ validate }) => validate.data.sheet)
  if (!read) return null
  const { columns, mapping, missing, sheets } = read
  const columnOptions = [
    { value: AUTOMATIC, label: t('data.map.none') },
    ...columns.map(({ name, examples }) => ({ value: name, label: name, title: examples.join(' · ') })),
  ]
  const change = (role: ColumnRole, name: string) => {
    // A column has one role; what has none says so, else it would be guessed again.
    const next = Object.fromEntries(
      COLUMN_ROLES.map((each) => [each, mapping[each] === name ? '' : (mapping[each] ?? '')]),
    )
    void mapValidation({ ...next, [role]: name } as ColumnMapping)
  }
  const isDisabled = !hasFiles || isReading
  return (
    <>
      {missing.map((role) => (
        <p key={role} className="red" role="alert">
          {role === 'query' ? t('data.missing.query') : t('data.missing.document')}
        </p>
      ))}
      <div className={css.roles}>
        {COLUMN_ROLES.map((role) => (
          <Field
            key={role}
            label={t(`data.map.roles.${role}`)}
            testId={`validate-map-${role}`}
            value={mapping[role] ?? AUTOMATIC}
            options={columnOptions}
            disabled={isDisabled}
            status={missing.includes(role) ? 'error' : ''}
            note={examplesOf(columns, mapping[role])}
            onChange={(name) => change(role, name)}
          />
        ))}
        {read.encoding !== null && (
          <Field
            label={t('data.map.encoding')}
            testId="validate-encoding"
            value={encoding ?? AUTOMATIC}
            options={[
              { value: AUTOMATIC, label: t('data.map.automatic', { found: read.encoding }) },
              ...TEXT_ENCODINGS.map((value) => ({ value, label: value })),
            ]}
            disabled={isDisabled}
            status=""
            note={`${t('data.map.shape')}: ${read.shape}`}
            onChange={(value) => void setValidation({ encoding: value === AUTOMATIC ? null : value })}
          />
        )}
        {sheets.length > 1 && (
          <Field
            label={t('data.map.sheet')}
            testId="validate-sheet"
            value={sheet ?? read.notes.find(({ code }) => code === 'one-sheet')?.about ?? sheets[0]!}
            options={sheets.map((value) => ({ value, label: value }))}
            disabled={isDisabled}
            status=""
            note=""
            onChange={(value) => void setValidation({ sheet: value })}
          />
        )}
      </div>
      <p className="muted">{hasFiles ? t('data.map.kept') : t('data.map.noFiles')}</p>
    </>
  )
}

const examplesOf = (
  columns: readonly { readonly name: string; readonly examples: readonly string[] }[],
  name: string | undefined,
): string => columns.find((column) => column.name === name)?.examples.join(' · ') ?? ''

interface FieldProps {
  readonly label: string
  readonly testId: string
  readonly value: string
  readonly options: readonly { readonly value: string; readonly label: string; readonly title?: string }[]
  readonly disabled: boolean
  readonly status: '' | 'error'
  readonly note: string
  readonly onChange: (value: string) => void
}

function Field({ label, testId, value, options, disabled, status, note, onChange }: FieldProps) {
  const id = useId()
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <Select
        id={id}
        size="small"
        className={css.select ?? ''}
        data-testid={testId}
        value={value}
        disabled={disabled}
        status={status}
        showSearch
        popupMatchSelectWidth={false}
        options={[...options]}
        onChange={onChange}
      />
      <span className={`muted ${css.sample}`} title={note}>
        {note}
      </span>
    </>
  )
}
