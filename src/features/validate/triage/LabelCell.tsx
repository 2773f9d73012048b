import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions, useAppState } from '../../../core/react'
import { markedPairs } from './marked'
import { gradeAt, labelKey, labelName, type LabelName } from './grades'
import type { RowSource } from './source'
import type { Label } from './types'
import css from './triage.module.css'

interface Props {
  readonly source: RowSource
  readonly pair: number
  readonly graded: boolean
  readonly isSelected: boolean
}

/** The label of a pair; of the selected one also the buttons that give another. */
export function LabelCell({ source, pair, graded, isSelected }: Props) {
  const { t } = useTranslation('validate')
  const label = useAppState(({ validate }) =>
    validate.triage.labels.get(labelKey(source.set, source.pairs, pair)),
  )
  const grade = useAppState(({ validate }) => gradeAt(source, validate.triage.labels, pair))
  const name = labelName(grade)
  const words = useLabelWords(graded)
  if (isSelected) return <LabelButtons pair={pair} grade={grade} graded={graded} />
  const isOwn = label !== undefined && !Number.isNaN(label.grade)
  const file = source.pairs.grade[pair]!
  return (
    <span
      className={clsx(css.labelled, css[name])}
      title={isOwn ? t('triage.label.own', { file: words(file) }) : undefined}
    >
      {name === 'none' ? '—' : words(grade)}
      {isOwn && !Number.isNaN(file) && ' *'}
      {label !== undefined && label.note !== '' && <span title={label.note}> ✎</span>}
    </span>
  )
}

export function useLabelWords(graded: boolean): (grade: number | null) => string {
  const { t } = useTranslation('validate')
  return (grade) => {
    const name: LabelName = labelName(grade)
    return graded && (name === 'yes' || name === 'no')
      ? t('triage.label.grade', { grade: String(grade) })
      : t(`triage.label.${name}`)
  }
}

interface ButtonsProps {
  readonly pair: number
  readonly grade: number | null
  readonly graded: boolean
}

const YES_NO = [
  { id: 'yes', grade: 1, sign: '✓', key: '1' },
  { id: 'no', grade: 0, sign: '✕', key: '2' },
  { id: 'unsure', grade: null, sign: '?', key: '3' },
] as const
const GRADED = [
  { id: '0', grade: 0, sign: '0', key: '0' },
  { id: '1', grade: 1, sign: '1', key: '1' },
  { id: '2', grade: 2, sign: '2', key: '2' },
  { id: '3', grade: 3, sign: '3', key: '3' },
  { id: 'unsure', grade: null, sign: '?', key: '4' },
] as const

/** For all marked rows, or for this one. The chosen one again takes the label away. */
export function LabelButtons({ pair, grade, graded }: ButtonsProps) {
  const { t } = useTranslation('validate')
  const { labelPairs } = useActions()
  const words = useLabelWords(graded)
  const marked = useAppState(({ validate }) => validate.triage.marked)
  const give = (label: Label | null) => void labelPairs(markedPairs(pair, marked), label)
  return (
    <span className={css.buttons} role="group" aria-label={t('triage.label.give')}>
      {(graded ? GRADED : YES_NO).map(({ id, grade: given, sign, key }) => {
        const isOn = Object.is(given, grade) || (id === 'yes' && grade !== null && grade > 0)
        // Scripts that say yes or no find the buttons of grades too.
        const also = graded ? ({ 0: 'no', 1: 'yes' } as const)[id as '0'] : undefined
        const button = (
          <button
            key={id}
            type="button"
            className={css.labelButton}
            data-testid={`validate-label-${id}`}
            data-kind={labelName(given)}
            aria-pressed={isOn}
            aria-label={words(given)}
            title={`${words(given)} (${key})`}
            onClick={() => give(isOn ? null : { grade: given, note: '' })}
          >
            {sign}
          </button>
        )
        if (also === undefined) return button
        return (
          <span key={id} data-testid={`validate-label-${also}`}>
            {button}
          </span>
        )
      })}
      <OpenButton pair={pair} />
    </span>
  )
}

function OpenButton({ pair }: { readonly pair: number }) {
  const { t } = useTranslation('validate')
  const { openPair } = useActions()
  return (
    <button
      type="button"
      className={css.labelButton}
      data-testid="validate-open"
      aria-label={t('triage.open')}
      title={t('triage.openTitle')}
      onClick={() => void openPair(pair)}
    >
      ↵
    </button>
  )
}
