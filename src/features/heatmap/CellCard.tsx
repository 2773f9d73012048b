import { useTranslation } from 'react-i18next'
import { HEAD_NAMES } from '../../engine/model/types'
import type { ScoreName, Weights } from '../../engine/score/types'
import type { HeatmapResult, Unit } from './types'
import type { Cell } from '../../ui/matrix/geometry'
import type { Best } from './order'
import { unitName } from './picture'
import { columnSide } from './selectors'

interface CardProps {
  readonly cell: Cell
  readonly result: HeatmapResult
  readonly score: ScoreName
  readonly weights: Weights
  readonly data: Float64Array
  readonly best: Int32Array
  readonly maxima: Best
}

/** A card beside the pointer: the two sentences of the cell, and the value of every head in full precision. */
export function CellCard({ cell: { i, j }, result, score, data, best, maxima }: CardProps) {
  const { t } = useTranslation(['heatmap', 'scores', 'common'])
  const { a, b, values } = result
  const at = i * b.length + j
  const value = data[at]!
  const side = columnSide(result.inputs)
  return (
    <>
      <Sentence name={unitName('a', i)} side="a" unit={a[i]!} />
      <Sentence name={unitName(side, j)} side={side} unit={b[j]!} />
      {Number.isNaN(value) ? (
        <div className="muted">{t(i < result.rowsDone ? 'card.cut' : 'card.notYet')}</div>
      ) : (
        <>
          <div>
            <b className="num">
              {t(`common:scoreNames.${score}`)} {value}
            </b>
            {best[i] === j && ` · ${t('card.rowBest')}`}
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
