import { useTranslation } from 'react-i18next'
import { originalOf } from '../../core/prepared'
import { Num } from '../../ui/Num'
import { TokenText } from '../../ui/TokenText'
import { AttendedText } from './AttendedText'
import { Loading } from './Loading'
import { HeadGrid } from './HeadGrid'
import { ScaleLegend } from './ScaleLegend'
import { SpecialShare } from './SpecialShare'
import type { Attention } from './types'
import type { Shown } from './use-shown'
import { whatWords } from './what'
import css from './attention.module.css'

interface PartProps {
  readonly summary: NonNullable<Attention['summary']>
  readonly shown: Shown
}

/** The text, with what one of its tokens looks at; beside it the same in every layer and attention head. */
export function TextPart({ summary, shown }: PartProps) {
  const { t } = useTranslation('attention')
  const { value, side } = summary
  const { tokens } = value.tokenized
  const { look, query, row, scale, links } = shown
  const what = whatWords(t, look)
  return (
    <div className={css.beside}>
      <section>
        <h2 className={css.heading}>
          {t('looks')} <span className="num muted">{query}</span>{' '}
          <TokenText token={tokens[query] ?? ''} side={side} /> <span className={css.what}>{what}</span>
        </h2>
        <div className={css.legendPlace}>
          {scale !== null && <ScaleLegend scale={scale} testId="attention-legend" what={what} />}
        </div>
        <AttendedText
          tokenized={value.tokenized}
          side={side}
          shown={shown}
          original={(start, end) => originalOf(summary.inputs, side, start, end)}
        />
        <div className={css.below}>
          {row === null && look.reduce !== 'rollout' && <Loading />}
          <SpecialShare tokens={tokens} shown={shown} />
          {row !== null && scale !== null && (
            <ol className={css.links} aria-label={t('links')}>
              {links.map((index) => (
                <li key={index} data-testid="attention-strong" data-index={index} data-value={row[index]}>
                  <span className="num muted">{index}</span> <TokenText token={tokens[index]!} side={side} />{' '}
                  <span className={css.bar} aria-hidden>
                    <span style={{ width: `${(100 * row[index]!) / scale.high}%` }} />
                  </span>{' '}
                  <Num value={row[index]!} />
                </li>
              ))}
            </ol>
          )}
        </div>
      </section>
      <section>
        <h2 className={css.heading}>{t('gridTitle')}</h2>
        <HeadGrid
          value={value}
          side={side}
          shown={shown}
          tallest={value.layers > 16 ? 18 : 26}
          onChoose={(at) => shown.setLook({ ...at, reduce: 'head' })}
        />
      </section>
    </div>
  )
}
