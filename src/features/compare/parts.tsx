import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { Num } from '../../ui/Num'
import { Unavailable } from '../../ui/Unavailable'
import { Note } from '../../ui/score-parts'
import type { Compared } from '../../engine/compare/changes'
import css from './compare.module.css'

/** Second − first, with its sign. */
export function Difference({ value, digits = 4 }: { readonly value: number; readonly digits?: number }) {
  return (
    <span className={css.difference} data-sign={Math.sign(value)}>
      {value > 0 && '+'}
      <Num value={value} digits={digits} />
    </span>
  )
}

interface DifferenceCheckProps {
  /** The sum as a formula: "Σ (aᵢ·bᵢ)₂ − (aᵢ·bᵢ)₁". */
  readonly what: string
  readonly sum: number
  readonly difference: number
}

/** The sum of the rows' differences, computed by the page, the difference of the two scores, and the remainder. */
export function DifferenceCheck({ what, sum, difference }: DifferenceCheckProps) {
  const { t } = useTranslation('compare')
  return (
    <Note>
      {t('check.line', { what })} <Num value={sum} digits={8} /> · {t('check.scores')}{' '}
      <Num value={difference} digits={8} /> · {t('check.left')} <Num value={sum - difference} digits={0} />
    </Note>
  )
}

/** Why two models cannot be compared here. */
export function NotComparable({
  why,
}: {
  readonly why: Exclude<Compared<never>, { readonly state: 'comparable' }>
}) {
  const { t } = useTranslation('compare')
  return (
    <p className={clsx('amber', css.note)} data-state={why.state}>
      {why.state === 'unavailable' ? (
        <>
          {t('unavailable', { n: why.model })} <Unavailable reason={why.reason} />
        </>
      ) : why.state === 'dimensions' ? (
        t('notComparable.dimensions', { first: why.first, second: why.second })
      ) : (
        t(`notComparable.${why.state}`)
      )}
    </p>
  )
}
