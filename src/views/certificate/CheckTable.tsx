import { useTranslation } from 'react-i18next'
import { CHECK_NAMES, type Check, type CheckName } from '../../engine/certify/types'
import { DataTable } from '../../ui/DataTable'
import { Num } from '../../ui/Num'

interface Row {
  readonly name: CheckName
  /** Null before the run. */
  readonly check: Check | null
}

const SHARES: ReadonlySet<CheckName> = new Set(['input_ids', 'sparse_top5'])
const SIGNS = { 'at-least': '≥', 'at-most': '≤' } as const
const NONE = <span className="ui-none">–</span>

/** Short, and never more exact than a tolerance is. */
const bound = (value: number): string =>
  value !== 0 && Math.abs(value) < 1e-3
    ? value.toExponential(2).replace(/\.?0+e/, 'e')
    : String(Number(value.toPrecision(6)))

/** Every check a row, before the run as after it. @param checks null before the run */
export function CheckTable({ checks }: { readonly checks: readonly Check[] | null }) {
  const { t } = useTranslation('certificate')
  const rows = CHECK_NAMES.map((name): Row => ({
    name,
    check: checks?.find((each) => each.name === name) ?? null,
  }))

  const value = ({ name, value, compared }: Check) => {
    if (value === null) return compared > 0 ? t('sizesDiffer') : NONE
    if (!SHARES.has(name)) return <Num value={value} digits={6} />
    return <Num value={Math.round(value * compared)} digits={0} />
  }
  const expected = ({ name, expected, bound: kind, compared }: Check) => {
    if (SHARES.has(name) && compared === 0) return NONE
    const least = SHARES.has(name) ? String(Math.round(expected * compared)) : bound(expected)
    return <span className="ui-nowrap">{`${SIGNS[kind]} ${least}`}</span>
  }
  const verdict = ({ verdict }: Check) => (
    <span
      className="certificate-verdict"
      data-verdict={verdict}
      title={verdict === 'not-compared' ? t('notCompared') : undefined}
    >
      {t(`verdicts.${verdict}`)}
    </span>
  )

  return (
    <DataTable<Row>
      label={t('title')}
      rows={rows}
      rowKey={(row) => row.name}
      width={640}
      columns={[
        {
          title: t('check'),
          width: 250,
          render: (_, { name, check }) => (
            <span
              data-testid={`certificate-check-${name}`}
              data-value={check?.value ?? undefined}
              data-verdict={check?.verdict}
            >
              {t(`checks.${name}`)}
            </span>
          ),
        },
        {
          title: t('verdictOf'),
          width: 90,
          render: (_, { check }) => (check ? verdict(check) : NONE),
        },
        {
          title: t('value'),
          width: 90,
          align: 'right',
          render: (_, { check }) => (check ? value(check) : NONE),
        },
        {
          title: t('expected'),
          width: 90,
          align: 'right',
          render: (_, { check }) => (check ? expected(check) : NONE),
        },
        {
          title: t('compared'),
          width: 84,
          align: 'right',
          render: (_, { check }) => (check ? <Num value={check.compared} digits={0} /> : NONE),
        },
        {
          title: t('worst'),
          ellipsis: true,
          render: (_, { check }) =>
            check?.worst != null ? <code title={check.worst}>{check.worst}</code> : NONE,
        },
      ]}
    />
  )
}
