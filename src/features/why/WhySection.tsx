import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { identityOf } from '../../engine/model/identity'
import { useActions, useAppState } from '../../core/react'
import { currentInputs, encodeSettingsOf, sameInputs } from '../../core/selectors'
import type { AppState } from '../../core/state'
import type { WhyOutcome } from './types'
import { CopyButton } from '../../ui/CopyButton'
import { Section } from '../../ui/Section'
import { ErrorBox } from '../../ui/ErrorBox'
import { Rows } from './Rows'
import { RunLine } from './RunLine'
import { Source } from './Source'
import { Observations, Verdict } from './Verdict'
import { whyJson } from './why-json'
import css from './why.module.css'

export function WhySection() {
  const { t } = useTranslation('why')
  const actions = useActions()
  const why = useAppState((state) => state.why)
  const foreign = useAppState((state) => state.foreign)
  const stale = useAppState(isStale)
  const { run, result } = why
  return (
    <section className={css.why} aria-label={t('run.start')}>
      <p className={css.intro}>{t('intro')}</p>
      <Source why={why} foreign={foreign} actions={actions} />
      <RunLine
        why={why}
        stale={stale}
        onRun={() => void actions.runWhy()}
        onCancel={actions.cancelWhy}
        onExample={() => void actions.exampleWhy()}
      />
      {run.phase === 'failed' && <ErrorBox error={run.error} />}
      {result !== null ? (
        <Outcome outcome={result} stale={stale} />
      ) : (
        why.read.phase === 'empty' && run.phase !== 'running' && <p className="muted">{t('empty')}</p>
      )}
    </section>
  )
}

function Outcome({ outcome, stale }: { readonly outcome: WhyOutcome; readonly stale: boolean }) {
  const { t } = useTranslation('why')
  const { value, info, inputs } = outcome
  const identity = identityOf(info, encodeSettingsOf(inputs, info))
  return (
    <div className={css.outcome} data-stale={stale}>
      <Verdict outcome={outcome} stale={stale} />
      <Section
        title={t('table.title')}
        actions={<CopyButton text={() => whyJson(outcome, stale)} label={t('copy')} />}
      >
        <Rows key={value.time} head={value.head} rows={value.ranked} />
      </Section>
      <Section title={t('observed.title')}>
        <Observations outcome={outcome} />
      </Section>
      <Section title={t('provenance')}>
        <p className={clsx('num', css.identity)} data-testid="why-provenance">
          {Object.entries(identity).map(([key, each]) => (
            <span key={key}>
              {key}={String(each ?? 'none')}
            </span>
          ))}
        </p>
      </Section>
    </div>
  )
}

/** The result is of another vector, title or text than stand there now. */
function isStale(state: AppState): boolean {
  const { result, read, chosen, side, title } = state.why
  if (result === null) return false
  const choice = read.phase === 'read' ? read.choices[chosen] : undefined
  if (result.choice !== choice || result.side !== side || result.title !== title) return true
  const now = currentInputs(state)
  return now !== null && !sameInputs(result.inputs, now)
}
