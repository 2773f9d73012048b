import { useTranslation } from 'react-i18next'
import type { ReactNode } from 'react'
import { Num } from './Num'
import css from './score-parts.module.css'

export type Side = 'a' | 'b'

/** "A" or "B" in its hue. */
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
  /** What was added up: "Σ aᵢ·bᵢ". */
  readonly what: string
  readonly sum: number
  readonly score: number
}

/** The parts added up again in the page, beside the score that the engine gave, with the difference. */
export function Check({ what, sum, score }: CheckProps) {
  const { t } = useTranslation('scores')
  return (
    <p className={css.note}>
      {t('check.line', { what })} <Num value={sum} digits={8} /> · {t('check.score')}{' '}
      <Num value={score} digits={8} /> · {t('check.difference')} <Num value={sum - score} digits={0} />
    </p>
  )
}
