import { useTranslation } from 'react-i18next'
import type { ReactNode } from 'react'
import { Num } from './Num'
import css from './score-parts.module.css'

export type Side = 'a' | 'b'

/** "A" or "B" in the colour of that text. */
export function SideMark({ side }: { readonly side: Side }) {
  return (
    <span className={css.side} data-side={side}>
      {side.toUpperCase()}
    </span>
  )
}

export function Note({ children }: { readonly children: ReactNode }) {
  return <p className={css.note}>{children}</p>
}

interface CheckProps {
  /** The sum as a formula: "Σ aᵢ·bᵢ". */
  readonly what: string
  readonly sum: number
  readonly score: number
}

/** The sum of the parts, computed by the page, the score of the engine, and their difference. */
export function Check({ what, sum, score }: CheckProps) {
  const { t } = useTranslation('scores')
  return (
    <p className={css.note}>
      {t('check.line', { what })} <Num value={sum} digits={8} /> · {t('check.score')}{' '}
      <Num value={score} digits={8} /> · {t('check.difference')} <Num value={sum - score} digits={0} />
    </p>
  )
}
