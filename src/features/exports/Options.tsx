import { Checkbox, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { HEAD_NAMES, type HeadName } from '../../engine/model/types'
import { EXPORT_TARGETS } from '../../formats/export'
import type { SizeEstimate } from '../../formats/export/size'
import type { ExportTarget, TargetName } from '../../formats/export/types'
import { EXPORT_UNITS, type ExportActions, type ExportOptions } from './types'
import { Choice } from '../../ui/Choice'
import { NumberField } from '../../ui/NumberField'
import { size } from '../../ui/quantities'
import css from './exports.module.css'

interface Props {
  readonly options: ExportOptions
  readonly target: ExportTarget
  readonly estimate: SizeEstimate | null
  /** Dimension of the model's dense vectors; null: no model yet, or a model without a dense head. */
  readonly dimension: number | null
  /** The truncate_dim that a run uses; null: vectors are not truncated. */
  readonly pageDimension: number | null
  readonly disabled: boolean
  readonly onChange: ExportActions['setExport']
}

const CUTS = [768, 512, 256]
const WITHOUT_IDENTITY: readonly TargetName[] = ['milvus', 'milvus-rest', 'npy', 'vespa']

export function Options(props: Props) {
  const { options, target, estimate, disabled, onChange } = props
  const { t } = useTranslation(['exports', 'app'])
  return (
    <div className={css.options} role="group" aria-label={t('options')}>
      <span className={css.label}>{t('target.label')}</span>
      <div data-testid="export-target" data-value={options.target}>
        <Radio.Group
          className={clsx(css.targets)}
          size="small"
          optionType="button"
          aria-label={t('target.label')}
          value={options.target}
          disabled={disabled}
          onChange={({ target: chosen }) => onChange({ target: chosen.value as TargetName })}
          options={EXPORT_TARGETS.map(({ name, title }) => ({
            value: name,
            label: <span data-testid={`export-target-${name}`}>{title}</span>,
          }))}
        />
        <p className={clsx('muted', css.about)}>
          {t(`about.${options.target}`)}
          {WITHOUT_IDENTITY.includes(options.target) && ` ${t('noIdentity')}`}
        </p>
      </div>
      <span className={css.label}>{t('unit.label')}</span>
      <Choice
        testId="export-unit"
        label={t('unit.label')}
        value={options.units}
        disabled={disabled}
        options={EXPORT_UNITS.map((value) => ({ value, label: t(`app:download.units.${value}`) }))}
        onChange={(units) => onChange({ units })}
      />
      <span className={css.label}>{t('heads.label')}</span>
      <div className={css.heads}>
        {HEAD_NAMES.map((head) => (
          <Head key={head} {...{ head, options, target, estimate, disabled, onChange }} />
        ))}
      </div>
      <span className={css.label}>{t('dimension.label')}</span>
      <Dimension {...props} />
      <label className={css.label} htmlFor="export-name">
        {t('name.label')}
      </label>
      <Input
        id="export-name"
        className={clsx(css.name)}
        size="small"
        value={options.name}
        disabled={disabled}
        data-testid="export-name"
        onChange={({ target: field }) => onChange({ name: field.value })}
      />
    </div>
  )
}

interface HeadProps extends Pick<Props, 'options' | 'target' | 'estimate' | 'disabled' | 'onChange'> {
  readonly head: HeadName
}

function Head({ head, options, target, estimate, disabled, onChange }: HeadProps) {
  const { t } = useTranslation(['exports', 'app'])
  const chosen = options.heads.includes(head)
  const reason = target.cannot[head]
  const set = (on: boolean) =>
    onChange({ heads: HEAD_NAMES.filter((one) => (one === head ? on : options.heads.includes(one))) })
  return (
    <Checkbox
      className={clsx(css.head)}
      checked={chosen}
      disabled={disabled || reason !== undefined}
      {...(reason && { title: t(`cannot.${reason}`) })}
      onChange={({ target: box }) => set(box.checked)}
    >
      <span data-testid={`export-head-${head}`} data-checked={chosen}>
        {t(`heads.${head}`)}
      </span>
      {estimate !== null && reason === undefined && (
        <span className="muted num" data-testid={`export-size-${head}`} data-bytes={estimate[head]}>
          {' '}
          {t('size.head', { size: size(estimate[head]) })}
        </span>
      )}
    </Checkbox>
  )
}

function Dimension({ options, dimension, pageDimension, disabled, onChange }: Props) {
  const { t } = useTranslation(['exports', 'app'])
  const chosen = options.dimension
  const most = dimension ?? 4096
  const notCut = typeof chosen === 'number' && dimension !== null && chosen >= dimension
  const page = pageDimension ?? dimension
  const offered = CUTS.filter((cut) => dimension === null || cut < dimension || cut === chosen)
  return (
    <div>
      <div className={css.dimension}>
        <Choice
          testId="export-dimension"
          label={t('dimension.label')}
          value={String(chosen)}
          disabled={disabled}
          options={[
            {
              value: 'page',
              label: page === null ? t('dimension.pageUnknown') : t('dimension.page', { dimension: page }),
            },
            { value: 'whole', label: t('dimension.whole') },
            ...offered.map((cut) => ({ value: String(cut), label: String(cut) })),
          ]}
          onChange={(value) =>
            onChange({ dimension: value === 'page' || value === 'whole' ? value : Number(value) })
          }
        />
        <NumberField
          className={clsx(css.number)}
          min={1}
          max={most}
          whole
          value={typeof chosen === 'number' ? chosen : null}
          placeholder={t('dimension.custom')}
          aria-label={t('dimension.custom')}
          disabled={disabled}
          testId="export-dimension-custom"
          onChange={(typed) => onChange({ dimension: typed })}
        />
      </div>
      <p className={notCut ? 'amber' : 'muted'}>
        {notCut ? t('dimension.notCut', { dimension }) : t('dimension.note')}
      </p>
    </div>
  )
}
