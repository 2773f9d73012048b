import { useState, type RefObject } from 'react'
import { Input, type InputRef } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import { labelKey } from './grades'
import type { RowSource } from './source'
import css from './triage.module.css'

interface Props {
  readonly source: RowSource
  readonly pair: number
  readonly field: RefObject<InputRef | null>
  /** Gives the focus back to the table. */
  readonly onEnd: () => void
}

/** The note on a pair; it is kept when the field is left or Enter is pressed, Escape leaves it as it was. */
export function NoteField({ source, pair, field, onEnd }: Props) {
  const { t } = useTranslation('validate')
  const { notePair } = useActions()
  const { set, pairs } = source
  const note = useAppState(
    ({ validate }) => validate.triage.labels.get(labelKey(set, pairs, pair))?.note ?? '',
  )
  const [typed, setTyped] = useState<string | null>(null)
  const name = `${set.queries.ids[pairs.query[pair]!]!} · ${set.documents.ids[pairs.document[pair]!]!}`
  const keep = () => {
    if (typed !== null && typed !== note) void notePair(pair, typed.trim())
    setTyped(null)
  }
  return (
    <Input
      ref={field}
      size="small"
      className={css.note!}
      data-testid="validate-note"
      aria-label={t('triage.label.noteOf', { name })}
      prefix={t('triage.label.note')}
      value={typed ?? note}
      onChange={({ target }) => setTyped(target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
        event.preventDefault()
        event.stopPropagation()
        if (event.key === 'Escape') setTyped(null)
        else keep()
        onEnd()
      }}
    />
  )
}
