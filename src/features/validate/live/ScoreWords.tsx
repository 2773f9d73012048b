import { useTranslation } from 'react-i18next'
import type { ScoreFacts } from './types'

/** What the database's number is: its field, its formula, and which end is the better one. */
export function ScoreWords({ score: { field, metric, largerIsCloser } }: { readonly score: ScoreFacts }) {
  const { t } = useTranslation('validate')
  return (
    <span>
      <code>{field}</code>: {metric ? `${metric.name} = ${metric.formula}` : t('live.tried.unknownMetric')}
      {largerIsCloser === false && ` (${t('live.tried.smaller')})`}
    </span>
  )
}
