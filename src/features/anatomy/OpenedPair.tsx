import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Anatomy } from '../../engine/heatmap/types'
import { identityLine, identityOf } from '../../engine/model/identity'
import type { HeadName } from '../../engine/model/types'
import { Choice } from '../../ui/Choice'
import { Unavailable } from '../../ui/Unavailable'
import type { AnatomyViewProps } from './props'
import { ColbertPart } from './ColbertPart'
import { deltasOf } from './deltas'
import { DensePart } from './DensePart'
import { markedTokens, type At, type Side, type Stretch } from './marks'
import { PairFacts } from './PairFacts'
import { PairText } from './PairText'
import { SparsePart } from './SparsePart'
import { bestSimilarities, rangeOfToken, strengthsOf, tokenTitle } from './strengths'
import { PARTS } from './types'
import { usePin } from './use-pin'
import css from './anatomy.module.css'

interface OpenedPairProps extends AnatomyViewProps {
  readonly anatomy: Anatomy
}

/** Scores, both texts with their links, and one head at a time. */
export function OpenedPair(props: OpenedPairProps) {
  const { state, labelA, labelB, anatomy, onPart } = props
  const { part, occlusion, info } = state
  const { t } = useTranslation('anatomy')
  const [head, setHead] = useState<HeadName>('dense')
  const { pinned, setPinned, togglePin } = usePin()
  const [hovered, setHovered] = useState<At | null>(null)
  const [stretch, setStretch] = useState<Stretch | null>(null)
  const active = hovered ?? pinned
  const { explanation } = anatomy
  const deltas = useMemo(
    () => ({ a: deltasOf(occlusion.a, head), b: deltasOf(occlusion.b, head) }),
    [occlusion, head],
  )
  const similarities = useMemo(() => bestSimilarities(anatomy), [anatomy])
  const strengths = useMemo(
    () => strengthsOf(part, anatomy, similarities, deltas, info),
    [part, anatomy, similarities, deltas, info],
  )
  const describe = ({ side, index }: At) => {
    const range = rangeOfToken(anatomy[side], index)
    // The offsets of a single sentence point into the sentence itself.
    const shown = range && state.target.kind === 'whole' ? props.original(side, ...range) : range
    return tokenTitle(anatomy[side], index, similarities[side].get(index), shown)
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
        // The text under the pointer must not scroll.
        reveal={hovered?.side === side ? null : first}
        describe={describe}
        onHover={setHovered}
        onPin={togglePin}
      />
    )
  }
  const shown = explanation[part]
  return (
    <>
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
          madeBy={identityLine(identityOf(info, anatomy.a.settings))}
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
      <PairFacts {...props} />
    </>
  )
}
