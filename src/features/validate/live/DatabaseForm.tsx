import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { SEARCHED } from '../../../formats/search'
import { SEARCHED_NAMES, type SearchKind } from '../../../formats/search/types'
import { Choice } from '../../../ui/Choice'
import { Field } from '../../../ui/Field'
import { NumberField } from '../../../ui/NumberField'
import { RankerFields } from './RankerFields'
import { LIVE_LIMITS, type FormProps } from './types'
import css from './live.module.css'

interface DatabaseFormProps extends FormProps {
  readonly databaseKey: string
  readonly onKey: (key: string) => void
}

/** Which collection of which database is searched, and how. */
export function DatabaseForm(props: DatabaseFormProps) {
  const { form, busy, onChange } = props
  const { t } = useTranslation('validate')
  const adapter = SEARCHED[form.database]
  return (
    <div className={css.form}>
      <Place {...props} />
      <Choice
        testId="live-kind"
        label={t('live.kind')}
        value={form.kind}
        disabled={busy}
        options={(['dense', 'sparse', 'hybrid'] as const).map((kind) => ({
          value: kind,
          label: t(`live.kinds.${kind}`),
          disabled: !adapter.kinds.includes(kind),
        }))}
        onChange={(kind: SearchKind) => onChange({ kind })}
      />
      <Field label={t('live.k')}>
        {(id) => (
          <NumberField
            className={css.number!}
            id={id}
            testId="live-k"
            min={LIVE_LIMITS.k.least}
            max={LIVE_LIMITS.k.most}
            whole
            value={form.k}
            disabled={busy}
            onChange={(k) => onChange({ k })}
          />
        )}
      </Field>
      <Field label={t('live.parallel')} title={t('live.parallelTitle')}>
        {(id) => (
          <NumberField
            className={css.number!}
            id={id}
            testId="live-parallel"
            min={LIVE_LIMITS.parallel.least}
            max={LIVE_LIMITS.parallel.most}
            whole
            value={form.parallel}
            disabled={busy}
            onChange={(parallel) => onChange({ parallel })}
          />
        )}
      </Field>
      <Names {...props} />
      {form.kind === 'hybrid' && <RankerFields {...props} />}
    </div>
  )
}

function Place({ form, busy, onChange, databaseKey, onKey }: DatabaseFormProps) {
  const { t } = useTranslation('validate')
  const adapter = SEARCHED[form.database]
  return (
    <>
      <Field label={t('live.database')} className={css.field}>
        {(id) => (
          <Select
            id={id}
            size="small"
            className={css.full!}
            data-testid="live-database"
            data-value={form.database}
            value={form.database}
            disabled={busy}
            options={SEARCHED_NAMES.map((value) => ({ value, label: SEARCHED[value].label }))}
            onChange={(database) => {
              const { kinds, rankers } = SEARCHED[database]
              onChange({
                database,
                kind: kinds.includes(form.kind) ? form.kind : 'dense',
                ranker: rankers[0] ?? 'rrf',
              })
            }}
          />
        )}
      </Field>
      <Text
        name="url"
        label={t('live.url')}
        wide
        value={form.baseUrl}
        placeholder={adapter.defaultUrl}
        busy={busy}
        onChange={(baseUrl) => onChange({ baseUrl })}
      />
      <Text
        name="collection"
        label={t('live.collection')}
        value={form.collection}
        placeholder=""
        busy={busy}
        onChange={(collection) => onChange({ collection })}
      />
      <Field label={t('live.key')} className={css.field}>
        {(id) => (
          <Input.Password
            id={id}
            size="small"
            data-testid="live-key"
            value={databaseKey}
            disabled={busy}
            autoComplete="off"
            placeholder={adapter.auth.basic ? 'user:password' : t('live.keyHint')}
            title={t('live.keyTitle')}
            onChange={(event) => onKey(event.target.value)}
          />
        )}
      </Field>
    </>
  )
}

/** Names of fields: needed only where the collection has several. */
function Names({ form, busy, onChange }: FormProps) {
  const { t } = useTranslation('validate')
  const { database, kind } = form
  const text = (name: 'dense' | 'sparse' | 'text' | 'id' | 'tenant' | 'inDatabase' | 'pipeline') => (
    <Text
      key={name}
      name={name}
      label={t(`live.names.${name}`)}
      value={form[name]}
      placeholder={t('live.recognised')}
      busy={busy}
      onChange={(value) => onChange({ [name]: value })}
    />
  )
  return (
    <>
      {database !== 'chroma' && kind !== 'sparse' && text('dense')}
      {database !== 'chroma' && database !== 'weaviate' && kind !== 'dense' && text('sparse')}
      {text('text')}
      {text('id')}
      {(database === 'chroma' || database === 'weaviate') && text('tenant')}
      {(database === 'chroma' || database === 'milvus') && text('inDatabase')}
      {database === 'opensearch' && kind === 'hybrid' && text('pipeline')}
      {database === 'weaviate' && kind === 'dense' && (
        <Choice
          testId="live-api"
          label={t('live.api')}
          value={form.rest ? 'rest' : 'graphql'}
          disabled={busy}
          options={[
            { value: 'graphql', label: 'GraphQL' },
            { value: 'rest', label: 'REST', title: t('live.restTitle') },
          ]}
          onChange={(value) => onChange({ rest: value === 'rest' })}
        />
      )}
    </>
  )
}

interface TextProps {
  readonly name: string
  readonly label: string
  readonly value: string
  readonly placeholder: string
  readonly busy: boolean
  readonly wide?: boolean
  readonly onChange: (value: string) => void
}

function Text({ name, label, value, placeholder, busy, wide = false, onChange }: TextProps) {
  return (
    <Field label={label} className={wide ? css.wide : css.field}>
      {(id) => (
        <Input
          id={id}
          size="small"
          className="num"
          data-testid={`live-${name}`}
          value={value}
          disabled={busy}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
