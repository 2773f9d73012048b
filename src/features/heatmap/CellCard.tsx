import { useTranslation } from 'react-i18next'
import { HEAD_NAMES } from '../../engine/model/types'
import type { ScoreName } from '../../engine/score/types'
import type { SteadyResult, Unit } from './types'
import type { Cell, Label } from '../../ui/matrix/geometry'
import { maximaOf } from '../../ui/matrix/maxima'
import { isItself, type Picture } from '../../ui/matrix/picture'
import { useAppState } from '../../core/react'
import { metadataOf } from './people'
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

const MOST_SHOWN = { cell: 160, label: 1200 }

/** A card beside the pointer: the two sentences of the cell, and the value of every head in full precision. */
export function CellCard({ cell: { i, j }, result, picture, score }: CardProps) {
  const { t } = useTranslation(['heatmap', 'common'])
  const now = useAppState(pictureNow)
  const arrived = useAppState(rowsDone)
  const { a, b, values } = result
  const { data } = picture
  // Rows may have arrived since the picture was rendered.
  const maxima = maximaOf(now?.state === 'available' && now.value.data === data ? now.value : picture)
  const at = i * b.length + j
  const value = data[at]!
  const side = columnSide(result.inputs)
  const isChunk = result.inputs.unit === 'chunk'
  const itself = isItself(picture, { i, j })
  return (
    <>
      <Sentence name={unitName('a', i)} side="a" unit={a[i]!} isChunk={isChunk} most={MOST_SHOWN.cell} />
      <Sentence name={unitName(side, j)} side={side} unit={b[j]!} isChunk={isChunk} most={MOST_SHOWN.cell} />
      {Number.isNaN(value) ? (
        <div className="muted">{t(i < arrived ? 'card.cut' : 'card.notYet')}</div>
      ) : (
        <>
          <div>
            <b className="num">
              {t(`common:scoreNames.${score}`)} {value}
            </b>
            {itself && ` · ${t('card.itself')}`}
            {maxima.bestCols[i] === j && ` · ${t('card.rowBest')}`}
            {!itself && maxima.cols[j] === value && ` · ${t('card.colBest')}`}
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

/** The whole sentence of a row or a column, whose label may be cut. */
export function LabelCard({ label, result }: { readonly label: Label; readonly result: SteadyResult }) {
  const { axis, at } = label
  const side = axis === 'row' ? 'a' : columnSide(result.inputs)
  const unit = (axis === 'row' ? result.a : result.b)[at]
  return (
    unit && (
      <Sentence
        name={unitName(side, at)}
        side={side}
        unit={unit}
        isChunk={result.inputs.unit === 'chunk'}
        most={MOST_SHOWN.label}
      />
    )
  )
}

interface SentenceProps {
  readonly name: string
  readonly side: 'a' | 'b'
  readonly unit: Unit
  readonly isChunk: boolean
  readonly most: number
}

function Sentence({ name, side, unit, isChunk, most }: SentenceProps) {
  const text = unit.text.length > most ? `${unit.text.slice(0, most)}…` : unit.text
  const metadata = metadataOf(unit, isChunk)
  return (
    <div>
      <b className="side-name" data-side={side}>
        {name}
      </b>{' '}
      {metadata !== '' && <span className="muted">{metadata} </span>}
      {text}
    </div>
  )
}
