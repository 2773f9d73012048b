import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAppState } from '../../../core/react'
import type { AnsweredName, ScoreAnswer } from '../../../engine/validate/answer-types'
import { mergedGrades } from '../triage/grades'
import { scoreColumn } from './columns'

/** The words for a score. */
export function useScoreName(): (name: AnsweredName) => string {
  const { t } = useTranslation(['validate', 'common'])
  return useCallback(
    (name) => (name === 'production' ? t('validate:answer.production.name') : t(`common:scoreNames.${name}`)),
    [t],
  )
}

/** Short words for the heads of columns; the whole name is for hover. */
export function useShortName(): (name: AnsweredName) => string {
  const { t } = useTranslation('validate')
  return useCallback((name) => t(`answer.short.${name}`), [t])
}

/** The score that is chosen; another one where the model or the file does not have it. */
export function useChosenScore(): { readonly name: AnsweredName; readonly column: ScoreAnswer | null } {
  const answer = useAppState(({ validate }) => validate.answer.answer)
  const chosen = useAppState(({ validate }) => validate.answer.score)
  if (answer === null || answer.scores[chosen] !== null)
    return { name: chosen, column: answer?.scores[chosen] ?? null }
  const names: readonly AnsweredName[] = ['sparse+dense', 'dense', 'sparse', 'colbert', 'production']
  const name = names.find((other) => answer.scores[other] !== null) ?? chosen
  return { name, column: answer.scores[name] }
}

/** Production's number in our units, if the user wants that and a formula was recognised. */
export const useConverted = (): Float64Array | null =>
  useAppState(({ validate: { answer } }) => (answer.convert ? (answer.production?.converted ?? null) : null))

/** [pairs] the values of a score and the grades, of the rows that the answer is of. Null: there is no answer. */
export function useColumn(
  name: AnsweredName,
): { readonly values: Float64Array; readonly grades: Float64Array } | null {
  const of = useAppState(({ validate }) => validate.answer.of)
  const weights = useAppState(({ settings }) => settings.weights)
  const labels = useAppState(({ validate }) => validate.triage.labels)
  const converted = useConverted()
  const values = useMemo(
    () => of && scoreColumn(name, of, weights, converted),
    [of, name, weights, converted],
  )
  const grades = useMemo(() => of && mergedGrades(of, labels), [of, labels])
  return useMemo(() => (values && grades ? { values, grades } : null), [values, grades])
}
