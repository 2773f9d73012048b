import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { ranksOf } from '../../../engine/score/databases/ranks'
import { givenNumber } from '../../../engine/score/databases/recognise'
import type { LostScore } from '../../../engine/score/databases/types'
import { RANKS, SHOWN } from '../../../formats/report/score-units'
import type { ChoiceProps } from './ChoiceForm'
import css from './units.module.css'

interface LostFactsProps extends ChoiceProps {
  readonly lost: LostScore
}

/** Why a number does not tell the score, and the ranks that may be in it. */
export function LostFacts({ lost, choice }: LostFactsProps) {
  const { t } = useTranslation('scores')
  return (
    <>
      <p className={clsx('amber', css.line)} data-testid="units-lost" data-reason={lost.reason}>
        {t('units.noScore')} {t(`units.lost.${lost.reason}`)}
      </p>
      <Ranks lost={lost} given={choice.given} k={choice.k} />
    </>
  )
}

interface RanksProps {
  readonly lost: LostScore
  readonly given: string
  readonly k: number | null
}

function Ranks({ lost, given, k }: RanksProps) {
  const { t } = useTranslation('scores')
  const number = givenNumber(given)
  if (lost.ranks === null || number === null) return null
  const constants = { k: k ?? lost.ranks.k, first: lost.ranks.first }
  const pairs = ranksOf(number.value, constants, { most: RANKS, tolerance: number.rounding })
  if (pairs.length === 0) return <p className={css.line}>{t('units.ranksNone')}</p>
  return (
    <div>
      <b>{t('units.ranks')}</b>
      <ul className={css.notes} data-testid="units-ranks" data-count={pairs.length}>
        {pairs.slice(0, SHOWN).map(({ first, second }) => (
          <li key={`${first} ${second}`} data-first={first} data-second={second ?? undefined}>
            {second === null ? t('units.rankAlone', { first }) : t('units.rank', { first, second })}
          </li>
        ))}
        {pairs.length > SHOWN && <li>…</li>}
      </ul>
    </div>
  )
}
