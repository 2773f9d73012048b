import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { skippedIds } from '../../engine/heads/sparse'
import type { Anatomy } from '../../engine/heatmap/types'
import { identityLine, identityOf } from '../../engine/model/identity'
import type { HeadName } from '../../engine/model/types'
import { Choice } from '../../ui/Choice'
import { formatNumber } from '../../ui/format'
import { Unavailable } from '../../ui/Unavailable'
import type { AnatomyViewProps } from './AnatomyView'
import { ColbertPart } from './ColbertPart'
import { deltasOf } from './deltas'
import { DensePart } from './DensePart'
import {
  deltaStrengths,
  directionOf,
  markedTokens,
  PARTS,
  similaritiesBy,
  weightStrengths,
  type At,
  type Part,
  type Side,
  type Stretch,
  type Values,
} from './marks'
import { PairFacts } from './PairFacts'
import { PairText } from './PairText'
import { SparsePart } from './SparsePart'
import css from './anatomy.module.css'

interface OpenedPairProps extends AnatomyViewProps {
  readonly anatomy: Anatomy
  readonly part: Part
  readonly onPart: (part: Part) => void
}

/** Scores, both texts with their links, and one head at a time. */
export function OpenedPair(props: OpenedPairProps) {
  const { state, labelA, labelB, anatomy, part, onPart } = props
  const { t } = useTranslation('anatomy')
  const [head, setHead] = useState<HeadName>('dense')
  const [pinned, setPinned] = useState<At | null>(null)
  const [hovered, setHovered] = useState<At | null>(null)
  const [stretch, setStretch] = useState<Stretch | null>(null)
  const active = hovered ?? pinned
  const { explanation } = anatomy
  const deltas = useMemo(
    () => ({ a: deltasOf(state.occlusion.a, head), b: deltasOf(state.occlusion.b, head) }),
    [state.occlusion, head],
  )
  const similarities = useMemo(() => bySide((side) => bestSimilarities(anatomy, side)), [anatomy])
  const strengths = useMemo(
    () =>
      bySide((side): Values => {
        if (part === 'colbert') return positive(similarities[side])
        if (part === 'sparse')
          return weightStrengths(anatomy[side], skippedIds(state.info.tokenizer.specialIds))
        return deltaStrengths(anatomy[side].tokenized, deltas[side]?.parts ?? [])
      }),
    [anatomy, part, similarities, deltas, state.info],
  )

  useEffect(() => {
    const release = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setPinned(null)
    }
    window.addEventListener('keydown', release)
    return () => window.removeEventListener('keydown', release)
  }, [])

  const describe = ({ side, index }: At) => {
    const { tokenized, tokenWeights } = anatomy[side]
    const similarity = similarities[side].get(index)
    const [start, end] = [tokenized.starts?.[index] ?? 0, tokenized.ends?.[index] ?? 0]
    // Of a single sentence its own text is all there is to point into.
    const range = state.target.kind === 'whole' ? props.original(side, start, end) : [start, end]
    return [
      `${index} ${tokenized.tokens[index]} #${tokenized.ids[index]}`,
      end > start && `[${range.join('–')})`,
      similarity !== undefined && `max ${formatNumber(similarity, 4)}`,
      tokenWeights.state === 'available' && `w ${formatNumber(tokenWeights.value[index]!, 4)}`,
    ]
      .filter(Boolean)
      .join(' · ')
  }
  const text = (side: Side, label: string) => {
    const marked = markedTokens(anatomy, part, side, active, stretch)
    const [first = null] = marked
    return (
      <PairText
        side={side}
        label={label}
        encoded={anatomy[side]}
        strength={strengths[side]}
        marked={marked}
        active={active}
        // Nothing moves under the pointer.
        reveal={hovered?.side === side ? null : first}
        describe={describe}
        onHover={setHovered}
        onPin={(at) => setPinned((now) => (now?.side === at.side && now.index === at.index ? null : at))}
      />
    )
  }
  const shown = explanation[part]
  return (
    <>
      <PairFacts {...props} />
      <div className={css.pair}>
        {text('a', labelA)}
        {text('b', labelB)}
      </div>
      <div className={css.tools}>
        <Choice
          testId="anatomy-tab"
          label={t('parts')}
          value={part}
          options={PARTS.map((value) => ({ value, label: t(`part.${value}`) }))}
          onChange={onPart}
        />
        {shown.state === 'available' && <span className="muted">{t(`colour.${part}`)}</span>}
      </div>
      {shown.state === 'unavailable' && <Unavailable reason={shown.reason} />}
      {part === 'colbert' && explanation.colbert.state === 'available' && (
        <ColbertPart
          anatomy={anatomy}
          colbert={explanation.colbert.value}
          pinned={pinned}
          onPin={setPinned}
          name={`${labelA}-${labelB}`}
          madeBy={identityLine(identityOf(state.info, anatomy.a.settings))}
        />
      )}
      {part === 'sparse' && explanation.sparse.state === 'available' && (
        <SparsePart anatomy={anatomy} sparse={explanation.sparse.value} onHover={setHovered} />
      )}
      {part === 'dense' && explanation.dense.state === 'available' && (
        <DensePart
          {...props}
          dense={explanation.dense.value}
          deltas={deltas}
          head={head}
          onHead={setHead}
          onStretch={setStretch}
        />
      )}
    </>
  )
}

const bySide = <T,>(make: (side: Side) => T): Readonly<Record<Side, T>> => ({ a: make('a'), b: make('b') })

function bestSimilarities({ explanation }: Anatomy, side: Side): Values {
  const { colbert } = explanation
  return colbert.state === 'available' ? similaritiesBy(directionOf(colbert.value, side)) : new Map()
}

const positive = (values: Values): Values =>
  new Map([...values].map(([token, value]) => [token, Math.max(0, value)]))
