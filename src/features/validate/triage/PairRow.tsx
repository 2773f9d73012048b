import { memo, type CSSProperties, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useAppState } from '../../../core/react'
import { scoreAt } from '../../../engine/validate/rank/columns'
import { formatNumber } from '../../../ui/format'
import { causeBits, causesAt } from './causes'
import type { Column } from './columns'
import { valueAt } from './filter-rows'
import { gradeAt, labelName } from './grades'
import { isNumber } from './HeaderRow'
import { LabelCell } from './LabelCell'
import { weightsNow, type RowSource } from './source'
import type { ComparedRun } from './types'
import css from './triage.module.css'

export interface RowContext {
  readonly source: RowSource
  readonly columns: readonly Column[]
  readonly graded: boolean
  readonly lost: Float64Array | null
  readonly compared: ComparedRun | null
  /** There the buttons of labels stand under the table. */
  readonly isPhone: boolean
}

interface Props {
  readonly context: RowContext
  readonly pair: number
  readonly index: number
  readonly start: number
  readonly height: number
  readonly template: CSSProperties | undefined
  readonly isSelected: boolean
  readonly isMarked: boolean
  /** Grows when scores have arrived in the columns, which stay the same objects. */
  readonly version: number
  readonly onSelect: (pair: number, how: 'one' | 'range' | 'toggle') => void
}

export const rowId = (pair: number): string => `validate-row-${pair}`

const howOf = (event: MouseEvent): 'one' | 'range' | 'toggle' =>
  event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'one'

export const PairRow = memo(
  function PairRow({ context, pair, index, start, height, template, isSelected, isMarked, onSelect }: Props) {
    const { source, columns, graded } = context
    const { set, pairs } = source
    const grade = useAppState(({ validate }) => gradeAt(source, validate.triage.labels, pair))
    const name = labelName(grade)
    return (
      <div
        role="row"
        id={rowId(pair)}
        aria-rowindex={index + 2}
        aria-selected={isSelected || isMarked}
        className={clsx(css.row, isSelected && css.selected, isMarked && css.marked)}
        style={{ transform: `translateY(${start}px)`, height, ...template }}
        data-testid="validate-row"
        data-query={set.queries.ids[pairs.query[pair]!]}
        data-document={set.documents.ids[pairs.document[pair]!]}
        data-label={graded && (name === 'yes' || name === 'no') ? String(grade) : name}
        data-selected={isSelected}
        onClick={(event) => {
          if (!(event.target instanceof Element && event.target.closest('button')))
            onSelect(pair, howOf(event))
        }}
      >
        {columns.map((column) => (
          <div
            role="gridcell"
            key={column.by}
            className={clsx(css.cell, isNumber(column.kind) && css.right, css[column.kind])}
          >
            <Cell column={column} context={context} pair={pair} isSelected={isSelected} />
          </div>
        ))}
      </div>
    )
  },
  (one, other) =>
    one.pair === other.pair &&
    one.index === other.index &&
    one.start === other.start &&
    one.height === other.height &&
    one.isSelected === other.isSelected &&
    one.isMarked === other.isMarked &&
    one.version === other.version &&
    one.template?.gridTemplateColumns === other.template?.gridTemplateColumns &&
    one.context.source === other.context.source &&
    one.context.columns === other.context.columns &&
    one.context.graded === other.context.graded &&
    one.context.lost === other.context.lost &&
    one.context.compared === other.context.compared &&
    one.context.isPhone === other.context.isPhone &&
    one.onSelect === other.onSelect,
)

interface CellProps {
  readonly column: Column
  readonly context: RowContext
  readonly pair: number
  readonly isSelected: boolean
}

/** A text in one line; a longer one is cut where no screen shows more. */
const MOST = 300
const oneLine = (text: string): string => text.slice(0, MOST).replace(/\s+/g, ' ')

function Cell({ column: { by, kind }, context, pair, isSelected }: CellProps) {
  const { source, lost, compared, graded } = context
  const { set, pairs } = source
  switch (kind) {
    case 'query': {
      const query = pairs.query[pair]!
      const text = set.queries.texts[query]!
      return (
        <span className={css.cut} title={text.slice(0, 2000)}>
          <span className={css.id}>{set.queries.ids[query]}</span> <bdi>{oneLine(text)}</bdi>
        </span>
      )
    }
    case 'document': {
      const text = set.documents.texts[pairs.document[pair]!]!
      return (
        <span className={css.cut} title={text.slice(0, 2000)}>
          <bdi>{oneLine(text)}</bdi>
        </span>
      )
    }
    case 'score':
    case 'total':
      return <ScoreCell source={source} name={by as 'dense'} pair={pair} strong={kind === 'total'} />
    case 'label':
      return (
        <LabelCell source={source} pair={pair} graded={graded} isSelected={isSelected && !context.isPhone} />
      )
    case 'cause':
      return <CauseCell pair={pair} source={source} />
    case 'value': {
      const value = valueAt(source, set.columns.find(({ name }) => by === `column:${name}`)?.values, pair)
      return (
        <span className={css.cut} title={value}>
          {value}
        </span>
      )
    }
    case 'number': {
      if (by === 'rank') return <Plain value={pairs.rank[pair]!} digits={0} />
      if (by === 'production') return <Plain value={pairs.production[pair]!} digits={4} />
      if (by === 'difference') return <Plain value={compared?.difference[pair] ?? NaN} digits={4} signed />
      return <Plain value={lost?.[pairs.query[pair]!] ?? NaN} digits={3} />
    }
  }
}

function Plain({ value, digits, signed = false }: { value: number; digits: number; signed?: boolean }) {
  if (Number.isNaN(value)) return <span className="muted">–</span>
  const words = Number.isInteger(value) && digits === 0 ? String(value) : formatNumber(value, digits)
  return (
    <span className="num" title={String(value)} data-value={value}>
      {signed && value > 0 ? `+${words}` : words}
    </span>
  )
}

interface ScoreProps {
  readonly source: RowSource
  readonly name: Parameters<typeof scoreAt>[1]
  readonly pair: number
  readonly strong: boolean
}

/** A head's score, the darker the higher: 0 is white, 1 and more the full colour. */
function ScoreCell({ source, name, pair, strong }: ScoreProps) {
  const weights = useAppState(weightsNow)
  const value = scoreAt(source.heads, name, weights, pair)
  const style =
    strong || Number.isNaN(value) ? {} : { '--strength': `${Math.max(0, Math.min(1, value)) * 100}%` }
  return (
    <span
      className={clsx(css.score, !strong && css.shaded, strong && css.strong)}
      style={style as CSSProperties}
    >
      <Plain value={value} digits={4} />
    </span>
  )
}

function CauseCell({ source, pair }: { readonly source: RowSource; readonly pair: number }) {
  const { t } = useTranslation('validate')
  const classes = useAppState(({ validate }) => validate.answer.classes)
  if (classes === null || source.result === null) return null
  const words = causesAt(causeBits(classes), pair)
    .map((name) => t(`triage.cause.${name}`))
    .join(' · ')
  return (
    <span className={clsx(css.cut, 'muted')} title={words}>
      {words}
    </span>
  )
}
