import { Suspense, useEffect, useLayoutEffect, useRef, type ReactNode } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import type { Answer } from '../../../engine/validate/answer-types'
import { Choice } from '../../../ui/Choice'
import { ErrorBox } from '../../../ui/ErrorBox'
import { useMedia } from '../../../ui/use-media'
import type { ValidationResult } from '../run/types'
import { ClassChips } from './ClassChips'
import { Curves } from './Curves'
import { Distribution } from './Distribution'
import { Fusion } from './Fusion'
import { KeyLine } from './KeyLine'
import { MetricsTable } from './MetricsTable'
import { Production } from './Production'
import type { AnswerSide } from './types'
import css from './answer.module.css'

/** From this width on the curves have a place of their own. */
const WIDE = '(width >= 1800px)'

/** Numbers first, charts beside them; folded, the numbers that count in one line. */
export function AnswerView() {
  useFreshAnswer()
  const { t } = useTranslation('validate')
  const { refreshAnswer } = useActions()
  const answer = useAppState(({ validate }) => validate.answer.answer)
  const of = useAppState(({ validate }) => validate.answer.of)
  const error = useAppState(({ validate }) => validate.answer.error)
  const busy = useAppState(({ validate }) => validate.answer.busy)
  const folded = useAppState(({ validate }) => validate.answer.look.folded)
  const hasResult = useAppState(({ validate }) => validate.run.result !== null)
  // Its place is taken when the run begins, not when the first scores arrive.
  const isRunning = useAppState(({ validate }) => validate.run.phase === 'running')
  const isWaiting = answer === null || of === null
  const box = useRef<HTMLElement>(null)
  const height = useRef(0)
  useLayoutEffect(() => {
    if (!isWaiting) height.current = box.current?.offsetHeight ?? 0
  })
  if (!hasResult && !isRunning) return <Nothing />
  return (
    <section
      ref={box}
      // A new run begins without an answer: what is below stays where it is.
      style={isWaiting && height.current > 0 ? { minHeight: height.current } : undefined}
      className={css.answer}
      data-testid="validate-answer"
      data-busy={busy}
      aria-label={t('answer.title')}
    >
      {error && (
        <ErrorBox error={error}>
          <Button size="small" onClick={() => void refreshAnswer()}>
            {t('answer.again')}
          </Button>
        </ErrorBox>
      )}
      {isWaiting ? (
        <div className={css.waiting} role="status">
          {error === null && t('answer.computing')}
        </div>
      ) : (
        <>
          <KeyLine answer={answer} />
          {!folded && <Panels answer={answer} of={of} />}
        </>
      )}
      <ClassChips />
    </section>
  )
}

function Panels({ answer, of }: { readonly answer: Answer; readonly of: ValidationResult }) {
  const isWide = useMedia(WIDE)
  const chosen = useAppState(({ validate }) => validate.answer.look.side)
  const production = useAppState(({ validate }) => validate.answer.production)
  const side: AnswerSide = isWide && chosen === 'curves' ? 'fusion' : chosen
  return (
    <div className={css.panels} data-testid="validate-panels">
      <MetricsTable answer={answer} />
      <Distribution />
      {isWide && <Curves answer={answer} />}
      <div className={css.side}>
        <SideChoice side={side} hasCurves={!isWide} />
        {/* Words that are still fetched must not hide the whole tab. */}
        <Suspense fallback={<div className={css.card} />}>
          {side === 'curves' && <Curves answer={answer} />}
          {side === 'fusion' && <Fusion result={of} />}
          {side === 'production' &&
            (production ? <Production result={of} found={production} /> : <NoProduction />)}
        </Suspense>
      </div>
    </div>
  )
}

function SideChoice({ side, hasCurves }: { readonly side: AnswerSide; readonly hasCurves: boolean }) {
  const { t } = useTranslation('validate')
  const { setAnswer } = useActions()
  const sides: readonly AnswerSide[] = hasCurves
    ? ['curves', 'fusion', 'production']
    : ['fusion', 'production']
  return (
    <Choice
      testId="validate-side"
      label={t('answer.side.label')}
      value={side}
      options={sides.map((value) => ({ value, label: t(`answer.side.${value}`) }))}
      onChange={(next) => void setAnswer({ side: next })}
    />
  )
}

function NoProduction() {
  const { t } = useTranslation('validate')
  const isRunning = useAppState(({ validate }) => validate.run.phase === 'running')
  return <p className={css.none}>{t(isRunning ? 'answer.production.wait' : 'answer.production.none')}</p>
}

/** Before there is a run: what the answer will be, and what it needs. */
function Nothing() {
  const { t } = useTranslation('validate')
  const hasSet = useAppState(({ validate }) => validate.data.read?.set != null)
  const labelled = useAppState(({ validate }) => validate.data.read?.checks?.labelled ?? 0)
  return (
    <section className={css.nothing} data-testid="validate-answer-empty">
      <Sentence>{t(hasSet ? 'answer.empty.ready' : 'answer.empty.noFile')}</Sentence>
      <ul>
        {(['numbers', 'threshold', 'fusion', 'classes'] as const).map((name) => (
          <li key={name}>{t(`answer.empty.${name}`)}</li>
        ))}
      </ul>
      {hasSet && labelled === 0 && <Sentence>{t('answer.noLabels')}</Sentence>}
    </section>
  )
}

const Sentence = ({ children }: { readonly children: ReactNode }) => <p>{children}</p>

/** Asks for the answer again whenever something that it is made of has changed. */
function useFreshAnswer(): void {
  const { refreshAnswer, tryFusion } = useActions()
  const result = useAppState(({ validate }) => validate.run.result)
  const phase = useAppState(({ validate }) => validate.run.phase)
  const labels = useAppState(({ validate }) => validate.triage.labels)
  const weights = useAppState(({ settings }) => settings.weights)
  const filters = useAppState(({ validate }) => (validate.answer.filtered ? validate.triage.filters : null))
  useEffect(() => void refreshAnswer(), [refreshAnswer, result, phase, labels, weights, filters])
  const k = useAppState(({ validate }) => validate.answer.options.k)
  useEffect(() => void tryFusion({}), [tryFusion, result, labels, weights, k])
}
