import { Button } from 'antd'
import { CloseOutlined } from '@ant-design/icons'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Anatomy } from '../../engine/heatmap/types'
import { SCORE_NAMES, type ScoreName, type Scores, type Weights } from '../../engine/score/types'
import { fuse } from '../../engine/score/fuse'
import type { AnatomyState, Occlusion } from '../../state/heatmap-types'
import { AvailableNum } from '../../ui/AvailableNum'
import { Choice } from '../../ui/Choice'
import { CopyButton } from '../../ui/CopyButton'
import { Num } from '../../ui/Num'
import { Unavailable } from '../../ui/Unavailable'
import { ErrorBox } from '../frame/ErrorBox'
import { anatomyJson } from './anatomy-json'
import { ColbertPart } from './ColbertPart'
import { DensePart } from './DensePart'
import { bestOf, directionOf, similaritiesBy, type At, type Side } from './marks'
import { PairText } from './PairText'
import { SparsePart } from './SparsePart'
import './anatomy.css'

export interface Shuffled {
  readonly percentile: number
  readonly n: number
  readonly seed: number
  readonly median: number
}

export interface AnatomyViewProps {
  readonly state: AnatomyState
  readonly score: ScoreName
  readonly weights: Weights
  readonly stale: boolean
  /** "A3", "B7"; "A", "B" for whole texts. */
  readonly labelA: string
  readonly labelB: string
  /** Where the score stands among pairs drawn at random; null: too few units. */
  readonly shuffled: Shuffled | null
  /** Measured; for the cost of leaving parts out. */
  readonly secondsPerText: number | null
  /** Range of the text as given for a range of the model input. */
  readonly original: (side: Side, start: number, end: number) => readonly [number, number]
  readonly onOcclude: (side: Side, kind: Occlusion['kind']) => void
  readonly onCancelOcclusion: () => void
  readonly onClose: () => void
}

const PARTS = ['colbert', 'sparse', 'dense'] as const
type Part = (typeof PARTS)[number]

/** Under the present weights. */
const reweighed = ({ dense, sparse, colbert }: Scores, weights: Weights): Scores =>
  fuse({ dense, sparse, colbert }, weights)

/** One pair, opened: which tokens, which words, which dimensions made its score. */
export function AnatomyView(props: AnatomyViewProps) {
  const { state, stale, labelA, labelB, onClose } = props
  const { target, run, anatomy } = state
  const { t } = useTranslation('anatomy')
  const title = target.kind === 'cell' ? `${labelA} × ${labelB}` : t('whole')
  return (
    <aside
      className="anatomy"
      data-testid="anatomy"
      data-kind={target.kind}
      data-i={target.kind === 'cell' ? target.i : undefined}
      data-j={target.kind === 'cell' ? target.j : undefined}
      data-stale={stale}
      data-phase={run.phase}
      aria-label={title}
    >
      <header className="anatomy-head">
        <h2>{title}</h2>
        <span className="muted" title={t(`way.${state.way}Title`)}>
          {t(`way.${state.way}`)}
        </span>
        {stale && <span className="amber">{t('stale')}</span>}
        <span className="spacer" />
        {anatomy && <CopyButton iconOnly label={t('copy')} text={() => anatomyJson(props, anatomy)} />}
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined />}
          aria-label={t('close')}
          data-testid="anatomy-close"
          onClick={onClose}
        />
      </header>
      {run.phase === 'running' && <p className="muted">{t('running')}</p>}
      {run.phase === 'failed' && <ErrorBox error={run.error} />}
      {anatomy && <Opened {...props} anatomy={anatomy} />}
    </aside>
  )
}

function Opened(props: AnatomyViewProps & { readonly anatomy: Anatomy }) {
  const { state, score, weights, labelA, labelB, shuffled, anatomy } = props
  const { t } = useTranslation('anatomy')
  const [part, setPart] = useState<Part>('colbert')
  const [pinned, setPinned] = useState<At | null>(null)
  const [hovered, setHovered] = useState<At | null>(null)
  const active = hovered ?? pinned
  const { explanation } = anatomy
  const scores = reweighed(anatomy.scores, weights)
  const colbert = explanation.colbert.state === 'available' ? explanation.colbert.value : null

  useEffect(() => {
    const release = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setPinned(null)
    }
    window.addEventListener('keydown', release)
    return () => window.removeEventListener('keydown', release)
  }, [])

  const strengths = useMemo(() => strengthsOf(anatomy, part), [anatomy, part])
  const match = active && colbert ? bestOf(colbert, active) : null
  const shared = useMemo(() => sharedTokens(anatomy), [anatomy])
  const marked = (side: Side): ReadonlySet<number> => {
    if (active === null) return NONE
    if (part === 'sparse') return sameIds(anatomy, active, side)
    if (match === null) return NONE
    return active.side === side ? new Set([active.index]) : new Set([match])
  }
  const describe = (side: Side) => (index: number) => {
    const { tokenized, tokenWeights } = anatomy[side]
    const similarity = colbert && similaritiesBy(directionOf(colbert, side)).get(index)
    const place = tokenized.starts
      ? props.original(side, tokenized.starts[index]!, tokenized.ends![index]!)
      : null
    return [
      `${index} ${tokenized.tokens[index]} #${tokenized.ids[index]}`,
      place && `[${place.join('–')})`,
      similarity != null && `max ${similarity.toFixed(4)}`,
      tokenWeights.state === 'available' && `w ${tokenWeights.value[index]!.toFixed(4)}`,
      shared[side].has(index) && t('text.shared'),
    ]
      .filter(Boolean)
      .join(' · ')
  }
  const text = (side: Side, label: string) => (
    <PairText
      side={side}
      label={label}
      encoded={anatomy[side]}
      strength={strengths[side]}
      marked={marked(side)}
      active={active}
      describe={describe(side)}
      onHover={setHovered}
      onPin={(at) => setPinned((now) => (now?.side === at.side && now.index === at.index ? null : at))}
    />
  )
  return (
    <>
      <dl className="anatomy-scores">
        {SCORE_NAMES.map((name) => {
          const value = scores[name]
          return (
            <div key={name} data-chosen={name === score}>
              <dt>{name}</dt>
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
      <p className="anatomy-facts">
        <span title={t('self.title')}>{t('self.label', { score })}</span>{' '}
        <Ceiling side="a" label={labelA} value={reweighed(anatomy.self.a, weights)[score]} />{' '}
        <Ceiling side="b" label={labelB} value={reweighed(anatomy.self.b, weights)[score]} />
        {' · '}
        <span
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
                median: shuffled.median.toFixed(4),
              })}
        </span>
      </p>
      <div className="anatomy-pair">
        {text('a', labelA)}
        {text('b', labelB)}
      </div>
      <Choice
        testId="anatomy-tab"
        label={t('parts')}
        value={part}
        options={PARTS.map((value) => ({ value, label: t(`part.${value}`) }))}
        onChange={setPart}
      />
      {part === 'colbert' &&
        (explanation.colbert.state === 'available' ? (
          <ColbertPart
            anatomy={anatomy}
            colbert={explanation.colbert.value}
            pinned={pinned}
            onPin={setPinned}
            name={`${labelA}-${labelB}`}
          />
        ) : (
          <Unavailable reason={explanation.colbert.reason} />
        ))}
      {part === 'sparse' &&
        (explanation.sparse.state === 'available' ? (
          <SparsePart anatomy={anatomy} sparse={explanation.sparse.value} onHover={setHovered} />
        ) : (
          <Unavailable reason={explanation.sparse.reason} />
        ))}
      {part === 'dense' &&
        (explanation.dense.state === 'available' ? (
          <DensePart {...props} anatomy={anatomy} dense={explanation.dense.value} />
        ) : (
          <Unavailable reason={explanation.dense.reason} />
        ))}
    </>
  )
}

function Ceiling({
  side,
  label,
  value,
}: {
  readonly side: Side
  readonly label: string
  readonly value: Scores[ScoreName]
}) {
  return (
    <span data-testid={`anatomy-self-${side}`} data-value={value.state === 'available' ? value.value : ''}>
      <span className="side-name" data-side={side}>
        {label}×{label}
      </span>{' '}
      {value.state === 'available' ? <Num value={value.value} /> : '–'}
    </span>
  )
}

const NONE: ReadonlySet<number> = new Set()

/** How strongly each token is coloured: by its best similarity, or by its weight against the largest. */
function strengthsOf(
  { a, b, explanation }: Anatomy,
  part: Part,
): Readonly<Record<Side, ReadonlyMap<number, number>>> {
  if (part === 'sparse') {
    const of = (encoded: Anatomy['a']) => {
      if (encoded.tokenWeights.state === 'unavailable') return new Map<number, number>()
      const weights = encoded.tokenWeights.value
      const largest = weights.reduce((most, weight) => Math.max(most, weight), 0)
      return new Map(Array.from(weights, (weight, at) => [at, largest > 0 ? weight / largest : 0]))
    }
    return { a: of(a), b: of(b) }
  }
  if (explanation.colbert.state === 'unavailable') return { a: new Map(), b: new Map() }
  const { colbert } = explanation
  return {
    a: similaritiesBy(directionOf(colbert.value, 'a')),
    b: similaritiesBy(directionOf(colbert.value, 'b')),
  }
}

function sharedTokens({ a, b, explanation }: Anatomy): Readonly<Record<Side, ReadonlySet<number>>> {
  if (explanation.sparse.state === 'unavailable') return { a: NONE, b: NONE }
  const ids = new Set(explanation.sparse.value.shared.map(({ id }) => id))
  const of = (encoded: Anatomy['a']) =>
    new Set(Array.from(encoded.tokenized.ids, (id, at) => (ids.has(id) ? at : -1)).filter((at) => at >= 0))
  return { a: of(a), b: of(b) }
}

/** Tokens of a side with the id of the one that is looked at. */
function sameIds(anatomy: Anatomy, { side: from, index }: At, side: Side): ReadonlySet<number> {
  const id = anatomy[from].tokenized.ids[index]
  const found = new Set<number>()
  anatomy[side].tokenized.ids.forEach((one, at) => {
    if (one === id) found.add(at)
  })
  return found
}
