import type { AttentionViewProps } from './props'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Unavailable } from '../../ui/Unavailable'
import { ErrorBox } from '../../ui/ErrorBox'
import { Provenance } from './Provenance'
import { RunTools } from './RunTools'
import { Similarity } from './Similarity'
import { Summary } from './Summary'
import css from './attention.module.css'

/** The attention weights of the model's layers, and how alike the two texts are after each layer. */
export function AttentionView(props: AttentionViewProps) {
  const { attention, info, changes, similarityChanges, hasText, actions, onExample } = props
  const { run, summary, side } = attention
  const { t } = useTranslation('attention')
  const stale = changes.length > 0
  const unavailable = info?.attention.state === 'unavailable' ? info.attention.reason : null
  return (
    <div
      className={css.attention}
      data-testid="attention"
      data-state={unavailable === null ? 'available' : 'unavailable'}
      data-stale={stale}
    >
      <p className={css.note}>
        <b>{t('not')}</b> {t('notLong')}
      </p>
      {unavailable !== null && (
        <p>
          <Unavailable reason={unavailable} />{' '}
          {t(`remedy.${unavailable === 'attention-whole' ? 'whole' : 'graph'}`)}
        </p>
      )}
      {unavailable === null && (
        <>
          <RunTools {...props} />
          {run.phase === 'failed' && <ErrorBox error={run.error} />}
          {!hasText[side] && (
            <div className={css.empty}>
              <p>{t('empty')}</p>
              <Button onClick={onExample}>{t('example')}</Button>
            </div>
          )}
          {hasText[side] && summary === null && run.phase !== 'running' && (
            <p className={css.note}>{t('what')}</p>
          )}
          {summary && (
            <>
              <Provenance summary={summary} />
              <Summary {...props} summary={summary} />
            </>
          )}
        </>
      )}
      <Similarity
        attention={attention}
        changes={similarityChanges}
        ready={hasText.a && hasText.b}
        info={info}
        onRun={() => void actions.runLayerSimilarity()}
        onCancel={actions.cancelAttention}
      />
    </div>
  )
}
