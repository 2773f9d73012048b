import { useTranslation } from 'react-i18next'
import type { ScoreName } from '../engine/score/types'
import css from './ScoreLabel.module.css'

/**
 * The one name of a score, and of the mode that shows it. Beside it the key that FlagEmbedding's compute_score uses,
 * unless the name already reads the same.
 */
export function ScoreLabel({ name, suffix = '' }: { readonly name: ScoreName; readonly suffix?: string }) {
  const { t } = useTranslation('common')
  const words = t(`scoreNames.${name}`)
  return (
    <>
      {words}
      {suffix}
      {words.toLowerCase() !== name && (
        <>
          {' '}
          <code className={css.key}>{name}</code>
        </>
      )}
    </>
  )
}
