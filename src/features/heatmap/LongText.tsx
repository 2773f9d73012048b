import { useTranslation } from 'react-i18next'
import { aggregate, AGGREGATIONS, type Aggregation } from '../../engine/heatmap/aggregate'
import type { ScoreName, Scores } from '../../engine/score/types'
import type { SteadyResult, Unit } from './types'
import { Choice } from '../../ui/Choice'
import { Num } from '../../ui/Num'
import { Section } from '../../ui/Section'
import css from './heatmap.module.css'

interface LongTextProps {
  readonly result: SteadyResult
  readonly data: Float64Array
  readonly score: ScoreName
  readonly whole: Scores | null
  readonly how: Aggregation
  readonly onHow: (how: Aggregation) => void
}

const FORMULAS: Readonly<Record<Aggregation, string>> = {
  mean: 'Σ sᵢⱼ ÷ (m·n)',
  max: 'max sᵢⱼ',
  'length-weighted': 'Σ wᵢ·wⱼ·sᵢⱼ ÷ Σ wᵢ·wⱼ',
}

/** Combines the scores of the chunks into one score, and shows it beside the score of the whole texts. */
export function LongText({ result, data, score, whole, how, onHow }: LongTextProps) {
  const { t } = useTranslation('heatmap')
  const { a, b, done } = result
  if (done === null) return null
  const value = aggregate(data, a.length, b.length, done.a.tokens, done.b.tokens, how)
  const ofWhole = whole?.[score]
  // The whole texts were encoded with their metadata, the chunks without.
  const leavesOut = !result.inputs.leaveOutMetadata && [...a, ...b].some(isWithoutMetadata)
  const isSelf = result.inputs.against !== 'b'
  const known = ofWhole?.state === 'available' && !isSelf ? ofWhole.value : null
  return (
    <Section title={t('long.title')}>
      <div className={css.long}>
        <Choice
          testId="heatmap-aggregation"
          label={t('long.how')}
          value={how}
          options={AGGREGATIONS.map((each) => ({
            value: each,
            label: t(`long.${each}`),
            title: FORMULAS[each],
          }))}
          onChange={onHow}
        />
        <span>
          {t('long.aggregate', { formula: FORMULAS[how], m: a.length, n: b.length })}{' '}
          <span data-testid="heatmap-aggregate" data-value={value}>
            <Num value={value} />
          </span>
        </span>
        <span>
          {t('long.whole')}{' '}
          <span data-testid="heatmap-whole" data-value={known ?? ''}>
            {known !== null ? (
              <Num value={known} />
            ) : (
              <span className="muted">
                {t(isSelf ? 'long.self' : whole === null ? 'long.noWhole' : 'long.noScore')}
              </span>
            )}
          </span>
        </span>
        <span>
          {t('long.difference')}{' '}
          <span data-testid="heatmap-difference" data-value={known === null ? '' : value - known}>
            {known === null ? '–' : <Num value={value - known} />}
          </span>
        </span>
        <span className="muted">
          {isSelf
            ? t('long.tokensOfA', { a: list(done.a.tokens) })
            : t('long.tokens', { a: list(done.a.tokens), b: list(done.b.tokens) })}
        </span>
        {known !== null && leavesOut && (
          <span className="amber" data-testid="heatmap-metadata-differs">
            {t('long.metadata')}
          </span>
        )}
      </div>
    </Section>
  )
}

const isWithoutMetadata = ({ text, timestamp, speaker }: Unit): boolean =>
  [timestamp, speaker].some((value) => value !== null && !text.includes(value))

const list = (tokens: Int32Array): string =>
  tokens.length > 12 ? `${tokens.slice(0, 12).join(', ')}, …` : tokens.join(', ')
