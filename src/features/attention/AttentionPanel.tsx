import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions, useAppState } from '../../core/react'
import type { AppState } from '../../core/state'
import { Choice } from '../../ui/Choice'
import { ErrorBox } from '../../ui/ErrorBox'
import { Unavailable } from '../../ui/Unavailable'
import view from '../../ui/view.module.css'
import { AttentionRunLine } from './AttentionRunLine'
import { Body } from './Body'
import { ReadView } from './ReadView'
import { Similarity } from './Similarity'
import { SimilarityRunLine } from './SimilarityRunLine'
import { summaryStaleness } from './staleness'
import { ATTENTION_VIEWS } from './types'
import css from './attention.module.css'

/** Where a text's tokens look in the model's layers, and how alike the two texts are after each layer. */
export function AttentionPanel() {
  const { t } = useTranslation('attention')
  const { openAttentionPart, showAttentionOf } = useActions()
  const part = useAppState(({ attention }) => attention.part)
  const side = useAppState(({ attention }) => attention.side)
  const summary = useAppState(({ attention }) => attention.summary)
  const isStale = useAppState((state) => summaryStaleness(state).length > 0)
  const unavailable = useAppState(unavailableReason)
  return (
    <div
      className={clsx(view.view, css.attention)}
      data-testid="attention"
      data-state={unavailable === null ? 'available' : 'unavailable'}
      data-stale={isStale}
    >
      <div className={clsx(view.viewBar, css.tools)}>
        <Choice
          testId="attention-view"
          label={t('part.label')}
          value={part}
          options={ATTENTION_VIEWS.map((value) => ({ value, label: t(`part.${value}`) }))}
          onChange={openAttentionPart}
        />
        {part !== 'similarity' && (
          <Choice
            testId="attention-side"
            label={t('side')}
            value={side}
            options={(['a', 'b'] as const).map((value) => ({ value, label: value.toUpperCase() }))}
            onChange={showAttentionOf}
          />
        )}
        {part === 'similarity' ? <SimilarityRunLine /> : unavailable === null && <AttentionRunLine />}
      </div>
      {part === 'similarity' ? (
        <Body>
          <Similarity />
        </Body>
      ) : unavailable !== null ? (
        <Body>
          <Note />
          <p>
            <Unavailable reason={unavailable} />{' '}
            {t(`remedy.${unavailable === 'attention-whole' ? 'whole' : 'graph'}`)}
          </p>
        </Body>
      ) : summary === null ? (
        <Body>
          <Note />
          <RunError />
          <NotRead />
        </Body>
      ) : (
        <ReadView summary={summary}>
          <RunError />
          <Note />
        </ReadView>
      )}
    </div>
  )
}

function unavailableReason({ model }: AppState) {
  const attention = model.phase === 'ready' ? model.info.attention : null
  return attention?.state === 'unavailable' ? attention.reason : null
}

function Note() {
  const { t } = useTranslation('attention')
  return (
    <p className={css.note}>
      <b>{t('not')}</b> {t('notLong')}
    </p>
  )
}

function RunError() {
  const run = useAppState(({ attention }) => (attention.run.phase === 'failed' ? attention.run : null))
  return run && <ErrorBox error={run.error} />
}

/** What the view will show, and an example of it. */
function NotRead() {
  const { t } = useTranslation('attention')
  const { example } = useActions()
  const hasText = useAppState((state) => state[state.attention.side].text.trim() !== '')
  return hasText ? (
    <p className={css.note}>{t('what')}</p>
  ) : (
    <div className={css.empty}>
      <p>{t('empty')}</p>
      <Button onClick={() => example('keyword')}>{t('example')}</Button>
    </div>
  )
}
