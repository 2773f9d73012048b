import { useTranslation } from 'react-i18next'
import { Num } from '../../ui/Num'
import type { Check, CheckName } from '../../engine/certify/types'
import css from './certificate.module.css'

const SHARES: ReadonlySet<CheckName> = new Set(['input_ids', 'sparse_top5'])
const SIGNS = { 'at-least': '≥', 'at-most': '≤' } as const
export const NONE = <span className="muted">–</span>

/** Formats a tolerance with few characters. */
const bound = (value: number): string =>
  value !== 0 && Math.abs(value) < 1e-3
    ? value.toExponential(2).replace(/\.?0+e/, 'e')
    : String(Number(value.toPrecision(6)))

interface CellProps {
  readonly check: Check | undefined
}

/** The measured value. For a share: the number of inputs that agree. */
export function Value({ check }: CellProps) {
  const { t } = useTranslation('certificate')
  if (!check) return NONE
  const { name, value, compared } = check
  if (value === null) return compared > 0 ? t('sizesDiffer') : NONE
  if (!SHARES.has(name)) return <Num value={value} digits={6} />
  return <Num value={Math.round(value * compared)} digits={0} />
}

export function Expected({ check }: CellProps) {
  if (!check) return NONE
  const { name, expected, bound: kind, compared } = check
  if (SHARES.has(name) && compared === 0) return NONE
  const least = SHARES.has(name) ? String(Math.round(expected * compared)) : bound(expected)
  return <span className="nowrap">{`${SIGNS[kind]} ${least}`}</span>
}

export function Verdict({ check }: CellProps) {
  const { t } = useTranslation('certificate')
  if (!check) return NONE
  return (
    <span
      className={css.verdict}
      data-verdict={check.verdict}
      title={check.verdict === 'not-compared' ? t('notCompared') : undefined}
    >
      {t(`verdicts.${check.verdict}`)}
    </span>
  )
}
