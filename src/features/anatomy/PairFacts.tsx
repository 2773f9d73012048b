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

interface PairScoresProps extends Pick<AnatomyViewProps, 'score' | 'weights'> {
  /** Null: not computed yet; the places of the scores are kept. */
  readonly anatomy: Anatomy | null
}

/** The scores of the pair under the present weights. */
export function PairScores({ anatomy, score, weights }: PairScoresProps) {
  const { t } = useTranslation('common')
  const scores = anatomy && reweighed(anatomy.scores, weights)
  return (
    <dl className={css.scores}>
      {SCORE_NAMES.map((name) => (
        <div key={name} data-chosen={name === score} title={name}>
          <dt>{t(`scoreNames.${name}`)}</dt>
          {scores === null ? <dd className="muted num">–</dd> : <Score name={name} value={scores[name]} />}
        </div>
      ))}
    </dl>
  )
}

function Score({ name, value }: { readonly name: ScoreName; readonly value: Scores[ScoreName] }) {
  const data = value.state === 'available' ? { 'data-value': value.value } : { 'data-state': 'unavailable' }
  return (
    <dd data-testid={`anatomy-score-${name}`} {...data}>
      <AvailableNum value={value} />
    </dd>
  )
}

/** Values to compare the scores with, and the model and settings that produced them. */
export function PairFacts(props: PairFactsProps) {
  const { score, weights, labelA, labelB, anatomy } = props
  const { t } = useTranslation(['anatomy', 'common'])
  return (
    <>
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
  const { target, inputs } = state
  const isItself = target.kind === 'cell' && inputs.against === 'self' && target.i === target.j
  return (
    <p
      className={css.facts}
      data-testid="anatomy-standing"
      data-value={shuffled?.percentile ?? ''}
      data-n={shuffled?.n ?? 0}
      title={t('standing.title')}
    >
      {shuffled === null
        ? t(isItself ? 'standing.itself' : target.kind === 'whole' ? 'standing.whole' : 'standing.none')
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
        dtypeWith(t, info, settings, 'short'),
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
