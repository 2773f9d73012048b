import { useTranslation } from 'react-i18next'
import { useAppState } from '../../../core/react'
import { withoutScore } from './selectors'
import type { ValidationResult } from './types'
import css from './run.module.css'

/** What a run could not do, and what the browser does not store. */
export function RunNotes() {
  const { t } = useTranslation('validate')
  const isOver = useAppState(({ validate }) => validate.run.phase !== 'running')
  const result = useAppState(({ validate }) => (isOver ? validate.run.result : null))
  const resultsOff = useAppState(({ validate }) => validate.run.resultsOff)
  const vectorsOff = useAppState(({ validate }) => validate.run.vectorsOff)
  const without = result ? withoutScore(result) : 0
  const names = (all: readonly string[]) => {
    const shown = all.slice(0, 5).join(', ')
    return all.length > 5 ? t('run.more', { names: shown, more: all.length - 5 }) : shown
  }
  const failed = result ? failedNames(result) : []
  const refused = result ? result.refused.map(({ name }) => name) : []
  const notes = [
    without > 0 && t('run.without', { count: without }),
    failed.length > 0 && t('run.failedTexts', { names: names(failed) }),
    refused.length > 0 && t('run.refused', { names: names(refused) }),
    resultsOff !== null && t('run.resultsOff', { said: resultsOff }),
    vectorsOff !== null && t('run.vectorsOff', { said: vectorsOff }),
  ].filter((note) => note !== false)
  if (notes.length === 0) return null
  return (
    <ul className={css.notes}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}

/** Ids of the queries and documents whose text the model could not encode. */
function failedNames({ reply, set, queryInput, documentInput }: ValidationResult): readonly string[] {
  if (!reply || reply.failed.length === 0) return []
  const texts = new Set(reply.failed.map(({ text }) => text))
  return [
    ...set.queries.ids.filter((_, at) => texts.has(queryInput[at]!)),
    ...set.documents.ids.filter((_, at) => texts.has(documentInput[at]!)),
  ]
}
