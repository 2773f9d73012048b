import type { TableProps } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Activations } from '../../engine/model/ports'
import { CHECK_NAMES, type Certificate, type Check, type CheckName } from '../../engine/certify/types'
import { DataTable } from '../../ui/DataTable'
import { Num } from '../../ui/Num'
import { formsOf } from './forms'
import css from './certificate.module.css'

interface Row {
  readonly name: CheckName
  /** Of the chosen form; undefined before the run. */
  readonly chosen: Check | undefined
  /** By place in the table's forms. */
  readonly checks: readonly (Check | undefined)[]
}

type Columns = NonNullable<TableProps<Row>['columns']>

const SHARES: ReadonlySet<CheckName> = new Set(['input_ids', 'sparse_top5'])
const SIGNS = { 'at-least': '≥', 'at-most': '≤' } as const
const NONE = <span className="muted">–</span>

/** Short, and never more exact than a tolerance is. */
const bound = (value: number): string =>
  value !== 0 && Math.abs(value) < 1e-3
    ? value.toExponential(2).replace(/\.?0+e/, 'e')
    : String(Number(value.toPrecision(6)))

interface CheckTableProps {
  /** Null before the run. */
  readonly certificate: Certificate | null
  /** Of the model's activations: two stand side by side. */
  readonly activations: readonly Activations[]
}

/** Every check a row, before the run as after it. */
export function CheckTable({ certificate, activations }: CheckTableProps) {
  const { t } = useTranslation(['certificate', 'common'])
  const forms = formsOf(certificate, activations)
  const find = (of: Certificate | null, name: CheckName) => of?.checks.find((each) => each.name === name)
  const rows = CHECK_NAMES.map((name): Row => ({
    name,
    chosen: find(certificate, name),
    checks: forms.map(({ certificate: of }) => find(of, name)),
  }))
  const value = ({ name, value, compared }: Check) => {
    if (value === null) return compared > 0 ? t('sizesDiffer') : NONE
    if (!SHARES.has(name)) return <Num value={value} digits={6} />
    return <Num value={Math.round(value * compared)} digits={0} />
  }
  const expected = ({ name, expected, bound: kind, compared }: Check) => {
    if (SHARES.has(name) && compared === 0) return NONE
    const least = SHARES.has(name) ? String(Math.round(expected * compared)) : bound(expected)
    return <span className="nowrap">{`${SIGNS[kind]} ${least}`}</span>
  }
  const verdict = ({ verdict }: Check) => (
    <span
      className={css.verdict}
      data-verdict={verdict}
      title={verdict === 'not-compared' ? t('notCompared') : undefined}
    >
      {t(`verdicts.${verdict}`)}
    </span>
  )

  const both = forms.length > 1
  const ofForm = (place: number): Columns => [
    {
      title: t('verdictOf'),
      width: both ? 58 : 90,
      render: (_, { checks }) => (checks[place] ? verdict(checks[place]) : NONE),
    },
    {
      title: t('value'),
      width: both ? 76 : 90,
      align: 'right',
      render: (_, { name, checks }) => (
        <span
          data-testid={both ? `certificate-check-${name}-${forms[place]!.activations}` : undefined}
          data-value={checks[place]?.value ?? undefined}
          data-verdict={checks[place]?.verdict}
          title={both && checks[place]?.worst != null ? `${t('worst')}: ${checks[place].worst}` : undefined}
        >
          {checks[place] ? value(checks[place]) : NONE}
        </span>
      ),
    },
    {
      title: t('expected'),
      width: both ? 78 : 90,
      align: 'right',
      render: (_, { checks }) => (checks[place] ? expected(checks[place]) : NONE),
    },
  ]
  const columns: Columns = [
    {
      title: t('check'),
      width: both ? 168 : 250,
      render: (_, { name, chosen }) => (
        <span
          data-testid={`certificate-check-${name}`}
          data-value={chosen?.value ?? undefined}
          data-verdict={chosen?.verdict}
        >
          {t(`checks.${name}`)}
        </span>
      ),
    },
    ...(both
      ? forms.map(({ activations: form }, place) => ({
          title: t(`common:activations.${form ?? 'published'}`),
          align: 'center' as const,
          children: ofForm(place),
        }))
      : ofForm(0)),
    {
      title: t('compared'),
      width: both ? 60 : 84,
      align: 'right',
      render: (_, { chosen }) => (chosen ? <Num value={chosen.compared} digits={0} /> : NONE),
    },
    ...(both
      ? []
      : [
          {
            title: t('worst'),
            ellipsis: true,
            render: (_: unknown, { chosen }: Row) =>
              chosen?.worst != null ? <code title={chosen.worst}>{chosen.worst}</code> : NONE,
          },
        ]),
  ]
  return (
    <DataTable<Row>
      label={t('title')}
      rows={rows}
      rowKey={(row) => row.name}
      width={both ? 652 : 640}
      columns={columns}
    />
  )
}
