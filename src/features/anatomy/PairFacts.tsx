import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Anatomy } from '../../engine/heatmap/types'
import { identityLine, identityOf } from '../../engine/model/identity'
import { SCORE_NAMES, type ScoreName, type Scores } from '../../engine/score/types'
import { AvailableNum } from '../../ui/AvailableNum'
import { formatNumber } from '../../ui/format'
import { Num } from '../../ui/Num'
import { dtypeWith } from '../../ui/dtype'
import type { AnatomyViewProps } from './props'
import type { Side } from './marks'
import { reweighed } from '../../engine/score/fuse'
import css from './anatomy.module.css'

type PairFactsProps = AnatomyViewProps & { readonly anatomy: Anatomy }

/** The scores of the pair, values to compare them with, and the model and settings that produced them. */
export function PairFacts(props: PairFactsProps) {
  const { score, weights, labelA, labelB, anatomy } = props
  const { t } = useTranslation(['anatomy', 'scores', 'common'])
  const scores = reweighed(anatomy.scores, weights)
  return (
    <>
      <dl className={css.scores}>
        {SCORE_NAMES.map((name) => {
          const value = scores[name]
          return (
            <div key={name} data-chosen={name === score} title={name}>
              <dt>{t(`common:scoreNames.${name}`)}</dt>
              <dd
                data-testid={`anatomy-score-${name}`}
                {...(value.state === 'available'
                  ? { 'data-value': value.value }
                  : { 'data-state': 'unavailable' })}
              >
                <AvailableNum value={value} />
              </dd>
            </div>
          )
        })}
      </dl>
      <p className={css.facts}>
        {t('self.label', { score: t(`common:scoreNames.${score}`) })}{' '}
        <Ceiling side="a" label={labelA} value={reweighed(anatomy.self.a, weights)[score]} />{' '}
        <Ceiling side="b" label={labelB} value={reweighed(anatomy.self.b, weights)[score]} />{' '}
        <span className="muted">{t('self.what')}</span>
      </p>
      <Standing {...props} />
      <Provenance {...props} />
    </>
  )
}

interface CeilingProps {
  readonly side: Side
  readonly label: string
  readonly value: Scores[ScoreName]
}

function Ceiling({ side, label, value }: CeilingProps) {
  return (
    <span data-testid={`anatomy-self-${side}`} data-value={value.state === 'available' ? value.value : ''}>
      <span className="side-name" data-side={side}>
        {label}×{label}
      </span>{' '}
      {value.state === 'available' ? <Num value={value.value} /> : '–'}
    </span>
  )
}

function Standing({ shuffled, state }: PairFactsProps) {
  const { t } = useTranslation('anatomy')
  return (
    <p
      className={css.facts}
      data-testid="anatomy-standing"
      data-value={shuffled?.percentile ?? ''}
      data-n={shuffled?.n ?? 0}
      title={t('standing.title')}
    >
      {shuffled === null
        ? t(state.target.kind === 'whole' ? 'standing.whole' : 'standing.none')
        : t('standing.value', {
            percentile: shuffled.percentile.toFixed(1),
            n: shuffled.n,
            seed: shuffled.seed,
            median: formatNumber(shuffled.median, 4),
          })}
    </p>
  )
}

/** One line about the model and settings that produced the numbers. Its tooltip and the JSON have all details. */
function Provenance({ state: { info }, anatomy }: PairFactsProps) {
  const { t } = useTranslation('common')
  const { settings } = anatomy.a
  return (
    <p
      className={clsx('muted num', css.facts)}
      data-testid="anatomy-provenance"
      title={identityLine(identityOf(info, settings))}
    >
      {[
        info.id,
        dtypeWith(t, info, settings.activations, 'short'),
        info.tokenizer.mode === null ? info.tokenizer.engine : settings.tokenizerMode,
        `max_length ${settings.maxLength}`,
        settings.truncateDim !== null && `truncate_dim ${settings.truncateDim}`,
        !settings.normalize && 'normalize off',
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  )
}
