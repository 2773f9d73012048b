import { useTranslation } from 'react-i18next'
import { HEAD_NAMES } from '../../engine/model/types'
import type { ScoreName } from '../../engine/score/types'
import type { SteadyResult, Unit } from './types'
import type { Cell } from '../../ui/matrix/geometry'
import { maximaOf } from '../../ui/matrix/maxima'
import type { Picture } from '../../ui/matrix/picture'
import { useAppState } from '../../core/react'
import { bestColumn } from './order'
import { unitName } from './picture'
import { columnSide, rowsDone } from './selectors'
import { pictureNow } from './shown'

interface CardProps {
  readonly cell: Cell
  readonly result: SteadyResult
  /** The picture that the cell is of. */
  readonly picture: Picture
  readonly score: ScoreName
}

/** A card beside the pointer: the two sentences of the cell, and the value of every head in full precision. */
export function CellCard({ cell: { i, j }, result, picture, score }: CardProps) {
  const { t } = useTranslation(['heatmap', 'scores', 'common'])
  const now = useAppState(pictureNow)
  const arrived = useAppState(rowsDone)
  const { a, b, values } = result
  const { data } = picture
  // Rows may have arrived since the picture was rendered.
  const maxima = maximaOf(now?.state === 'available' && now.value.data === data ? now.value : picture)
  const at = i * b.length + j
  const value = data[at]!
  const side = columnSide(result.inputs)
  return (
    <>
      <Sentence name={unitName('a', i)} side="a" unit={a[i]!} />
      <Sentence name={unitName(side, j)} side={side} unit={b[j]!} />
      {Number.isNaN(value) ? (
        <div className="muted">{t(i < arrived ? 'card.cut' : 'card.notYet')}</div>
      ) : (
        <>
          <div>
            <b className="num">
              {t(`common:scoreNames.${score}`)} {value}
            </b>
            {bestColumn(data, i, b.length) === j && ` · ${t('card.rowBest')}`}
            {maxima.cols[j] === value && ` · ${t('card.colBest')}`}
          </div>
          <div className="num muted">
            {HEAD_NAMES.filter((head) => head !== score && values[head] !== null)
              .map((head) => `${t(`common:scoreNames.${head}`)} ${values[head]![at]!.toFixed(6)}`)
              .join(' · ')}
          </div>
        </>
      )}
    </>
  )
}

function Sentence({
  name,
  side,
  unit,
}: {
  readonly name: string
  readonly side: 'a' | 'b'
  readonly unit: Unit
}) {
  const text = unit.text.length > 160 ? `${unit.text.slice(0, 160)}…` : unit.text
  return (
    <div>
      <b className="side-name" data-side={side}>
        {name}
      </b>{' '}
      {(unit.timestamp ?? unit.speaker) !== null && (
        <span className="muted">{[unit.timestamp, unit.speaker].filter(Boolean).join(' ')} </span>
      )}
      {text}
    </div>
  )
}
