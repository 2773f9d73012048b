import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useShallow } from 'zustand/react/shallow'
import { clsx } from 'clsx'
import { identityOf } from '../../engine/model/identity'
import { whyReport } from '../../formats/report/why'
import { reportText } from '../../formats/report/write'
import { useActions, useApp, useAppState } from '../../core/react'
import { encodeSettingsOf } from '../../core/selectors'
import type { AppState } from '../../core/state'
import type { Why, WhyActions, WhyOutcome } from './types'
import { CopyButton } from '../../ui/CopyButton'
import { Section } from '../../ui/Section'
import { ErrorBox } from '../../ui/ErrorBox'
import { NO_CHANGES, staleness, type Change } from '../../core/staleness'
import { Rows } from './Rows'
import { RunLine } from './RunLine'
import { Source } from './Source'
import { BagView } from './Notes'
import { TextSearch } from './TextSearch'
import { Observations, Verdict } from './Verdict'
import css from './why.module.css'

export function WhySection() {
  const { t } = useTranslation('why')
  const actions = useActions()
  // Not the progress of a run or of a search: the section would be rendered again with each message.
  const source = useAppState(
    useShallow(({ why: { side, vector, read, chosen, title } }) => ({ side, vector, read, chosen, title })),
  )
  const result = useAppState((state) => state.why.result)
  const busy = useAppState((state) => state.why.run.phase === 'running')
  const error = useAppState(({ why: { run } }) => (run.phase === 'failed' ? run.error : null))
  const foreign = useAppState((state) => state.foreign)
  const templates = useAppState((state) => state.settings.whyTemplates)
  const changes = useAppState(whyStaleness)
  const stale = changes.length > 0
  return (
    <section className={css.why} aria-label={t('run.start')}>
      <p className={css.intro}>{t('intro')}</p>
      <Source why={source} foreign={foreign} templates={templates} actions={actions} />
      <RunLine
        changes={changes}
        onRun={() => void actions.runWhy()}
        onCancel={actions.cancelWhy}
        onExample={() => void actions.exampleWhy()}
      />
      {error && <ErrorBox error={error} />}
      {result !== null ? (
        <Outcome outcome={result} stale={stale} actions={actions} />
      ) : (
        source.read.phase === 'empty' && !busy && <p className="muted">{t('empty')}</p>
      )}
    </section>
  )
}

interface OutcomeProps {
  readonly outcome: WhyOutcome
  readonly stale: boolean
  readonly actions: Pick<WhyActions, 'searchWhy' | 'cancelWhySearch'>
}

const Outcome = memo(function Outcome({ outcome, stale, actions }: OutcomeProps) {
  const { t } = useTranslation('why')
  const { store } = useApp()
  const { value, info, inputs } = outcome
  const identity = identityOf(info, encodeSettingsOf(inputs, info))
  return (
    <div className={css.outcome} data-stale={stale}>
      <Verdict outcome={outcome} stale={stale} />
      {!value.explained && (
        <Section title={t('search.title')}>
          <TextSearch outcome={outcome} stale={stale} actions={actions} />
        </Section>
      )}
      {value.bag !== null && (
        <Section title={t('bag.title')}>
          <BagView bag={value.bag} />
        </Section>
      )}
      <Section
        title={t('table.title')}
        actions={
          <CopyButton
            text={() =>
              reportText(
                whyReport(
                  outcome,
                  encodeSettingsOf(inputs, info),
                  stale,
                  foundOf(outcome, store.getState().why.search),
                ),
              )
            }
            label={t('copy')}
          />
        }
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
})

/** What the search for the text of this result found. */
const foundOf = ({ value }: WhyOutcome, search: Why['search']) =>
  search.phase === 'done' && search.of === value ? search.value : null

/** What has changed since the result was made. */
function whyStaleness(state: AppState): readonly Change[] {
  const { result, read, chosen, side, title } = state.why
  if (result === null) return NO_CHANGES
  const choice = read.phase === 'read' ? read.choices[chosen] : undefined
  const own = {
    vector: result.choice !== choice,
    side: result.side !== side,
    title: result.title !== title,
    templates: result.templates.join('\n') !== state.settings.whyTemplates.join('\n'),
  }
  const more = (['vector', 'side', 'title', 'templates'] as const).filter((name) => own[name])
  return staleness(state, result.inputs, { more })
}
