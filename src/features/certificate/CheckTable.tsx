import type { TableProps } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Activations } from '../../engine/model/ports'
import { CHECK_NAMES, type Certificate, type Check, type CheckName } from '../../engine/certify/types'
import { DataTable } from '../../ui/DataTable'
import { Num } from '../../ui/Num'
import { Expected, NONE, Value, Verdict } from './check-cells'
import { formsOf } from './forms'

interface Row {
  readonly name: CheckName
  /** The check of the chosen form of the model; undefined before the run. */
  readonly chosen: Check | undefined
  /** One check for each form, in the order of the forms. */
  readonly checks: readonly (Check | undefined)[]
}

type Columns = NonNullable<TableProps<Row>['columns']>

interface CheckTableProps {
  /** Null before the run. */
  readonly certificate: Certificate | null
  /** ModelInfo.activations. If there are two, the table has columns for both. */
  readonly activations: readonly Activations[]
}

/** The table of checks, one row each. It is shown before the run and after it. */
export function CheckTable({ certificate, activations }: CheckTableProps) {
  const { t } = useTranslation(['certificate', 'common'])
  const forms = formsOf(certificate, activations)
  const find = (of: Certificate | null, name: CheckName) => of?.checks.find((each) => each.name === name)
  const rows = CHECK_NAMES.map((name): Row => ({
    name,
    chosen: find(certificate, name),
    checks: forms.map(({ certificate: of }) => find(of, name)),
  }))

  const both = forms.length > 1
  const ofForm = (place: number): Columns => [
    {
      title: t('verdictOf'),
      width: both ? 58 : 90,
      render: (_, { checks }) => <Verdict check={checks[place]} />,
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
          <Value check={checks[place]} />
        </span>
      ),
    },
    {
      title: t('expected'),
      width: both ? 78 : 90,
      align: 'right',
      render: (_, { checks }) => <Expected check={checks[place]} />,
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
