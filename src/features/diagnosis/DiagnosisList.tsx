import { useEffect, useState } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useApp, useAppState } from '../../core/react'
import { NO_CHANGES, staleness } from '../../core/staleness'
import { notFiniteRun } from '../../engine/diagnose/facts/not-finite'
import { diagnosisReport } from '../../formats/report/diagnosis'
import { reportText } from '../../formats/report/write'
import { encodeSettingsOf } from '../../core/selectors'
import { CopyButton } from '../../ui/CopyButton'
import { ErrorBox } from '../../ui/ErrorBox'
import { useMedia } from '../../ui/use-media'
import { useStaleText } from '../../ui/stale-text'
import { FactRow } from './FactRow'
import { remedyWords } from './fact-words'
import { notFiniteOf, sourceOf } from './source'
import type { Taken } from './types'
import css from './diagnosis.module.css'

/** Facts that are shown before the user asks for the others: two rows, of two where there is room; one on a phone. */
function useShown(): number {
  const isPhone = useMedia('(max-width: 767px)')
  const isNarrow = useMedia('(max-width: 1279px)')
  return isPhone ? 1 : isNarrow ? 2 : 4
}

/** The facts behind the scores that the page shows. */
export function DiagnosisList() {
  const { t } = useTranslation('diagnosis')
  const { diagnose } = useActions()
  const source = useAppState(sourceOf)
  const weights = useAppState((state) => state.settings.weights)
  const made = useAppState((state) => state.diagnosis.made)
  const notFinite = useAppState(notFiniteOf)
  const error = useAppState((state) => state.diagnosis.error)
  const changes = useAppState((state) =>
    state.diagnosis.made === null ? NO_CHANGES : staleness(state, state.diagnosis.made.source.inputs),
  )
  const taken = useTaken()
  const staleText = useStaleText(changes)
  const few = useShown()
  const [open, setOpen] = useState(false)
  useEffect(() => {
    if (source !== null) void diagnose().catch(() => undefined) // the state has the error
  }, [source, weights, diagnose])

  if (error !== null) return <ErrorBox error={error} />
  const facts = notFinite === null ? (made?.facts ?? []) : [notFiniteRun(notFinite.values)]
  const isMade = made !== null || notFinite !== null
  const elsewhere = taken.filter((one) => !facts.some((fact) => isOf(one, fact)))
  const shown = open ? facts : facts.slice(0, Math.max(1, few - elsewhere.length))
  return (
    <div
      className={css.diagnosis}
      data-testid="diagnosis"
      data-count={facts.length}
      data-phase={isMade ? 'done' : 'running'}
      data-stale={changes.length > 0}
      title={changes.length > 0 ? staleText : undefined}
    >
      <ul className={css.list} data-open={open} aria-label={t('label')}>
        {elsewhere.map((one) => (
          <TakenRow key={one.id} taken={one} />
        ))}
        {shown.map((fact) => (
          <FactRow
            key={'side' in fact ? `${fact.code} ${fact.side}` : fact.code}
            fact={fact}
            taken={taken.filter((one) => isOf(one, fact))}
          />
        ))}
        {isMade && facts.length + elsewhere.length === 0 && <li className="muted">{t('none')}</li>}
        {!isMade && <li className="muted">{t('running')}</li>}
      </ul>
      {(open || facts.length > shown.length) && (
        <Button
          size="small"
          type="text"
          data-testid="diagnosis-more"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          {open ? t('less') : t('more', { n: facts.length - shown.length })}
        </Button>
      )}
      {made !== null && notFinite === null && (
        <CopyButton
          iconOnly
          label={t('copy')}
          text={() => {
            const { inputs, info } = made.source
            return reportText(
              diagnosisReport(made.facts, info, encodeSettingsOf(inputs, info), changes.length > 0),
            )
          }}
        />
      )}
    </div>
  )
}

/** The remedies that still hold. The list is the same object while none comes or goes. */
function useTaken(): readonly Taken[] {
  const { store } = useApp()
  const ids = useAppState((state) =>
    state.diagnosis.taken
      .filter(({ holds }) => holds(state))
      .map(({ id }) => id)
      .join(),
  )
  const held = new Set(ids === '' ? [] : ids.split(',').map(Number))
  return store.getState().diagnosis.taken.filter(({ id }) => held.has(id))
}

const isOf = (taken: Taken, fact: { readonly code: string; readonly side?: string | null }): boolean =>
  taken.code === fact.code && taken.side === (fact.side ?? null)

/** A remedy whose fact is gone, as it should be. */
function TakenRow({ taken }: { readonly taken: Taken }) {
  const { t } = useTranslation('diagnosis')
  const { undoRemedy } = useActions()
  return (
    <li className={css.fact} data-testid="fact-taken" data-code={taken.code} data-remedy={taken.remedy.do}>
      <span className={css.words}>{t('taken', { what: remedyWords(t, taken.remedy).label })}</span>
      <span className={css.remedies}>
        <Button size="small" data-testid="fact-undo" onClick={() => void undoRemedy(taken.id)}>
          {t('undo')}
        </Button>
      </span>
    </li>
  )
}
