import { useTranslation } from 'react-i18next'
import type { ScoreName } from '../engine/score/types'

/**
 * The one name of a score, and of the mode that shows it. Beside it the key that FlagEmbedding's compute_score uses,
 * unless the name already reads the same.
 */
export function ScoreLabel({ name, suffix = '' }: { readonly name: ScoreName; readonly suffix?: string }) {
  const { t } = useTranslation('scores')
  const words = t(`names.${name}`)
  return (
    <>
      {words}
      {suffix}
      {words.toLowerCase() !== name && (
        <>
          {' '}
          <code className="api-key">{name}</code>
        </>
      )}
    </>
  )
}
