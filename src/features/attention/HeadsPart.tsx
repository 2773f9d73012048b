import { useTranslation } from 'react-i18next'
import { TokenText } from '../../ui/TokenText'
import { Entropy } from './Entropy'
import { HeadGrid } from './HeadGrid'
import { SpecialShare } from './SpecialShare'
import type { Attention } from './types'
import type { Shown } from './use-shown'
import css from './attention.module.css'

interface PartProps {
  readonly summary: NonNullable<Attention['summary']>
  readonly shown: Shown
}

/** The row of one token in every layer and attention head, and how widely each of them spreads its attention. */
export function HeadsPart({ summary, shown }: PartProps) {
  const { t } = useTranslation('attention')
  const { value, side } = summary
  return (
    <div className={css.beside}>
      <section>
        <h2 className={css.heading}>
          {t('looks')} <span className="num muted">{shown.query}</span>{' '}
          <TokenText token={value.tokenized.tokens[shown.query] ?? ''} side={side} />{' '}
          <span className={css.what}>{t('gridTitle')}</span>
        </h2>
        <HeadGrid
          value={value}
          side={side}
          shown={shown}
          tallest={36}
          onChoose={(at) => shown.setLook({ ...at, reduce: 'head' })}
        />
        <SpecialShare tokens={value.tokenized.tokens} shown={shown} />
      </section>
      <Entropy value={value} />
    </div>
  )
}
