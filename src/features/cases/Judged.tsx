import { Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Judgement } from '../../formats/case/diff-types'

/** Shows whether a case meets its expectation, or that it has no expectation that can be judged. */
export function Judged({ judgement }: { readonly judgement: Judgement }) {
  const { t } = useTranslation(['cases', 'scores', 'common'])
  switch (judgement.state) {
    case 'nothing-expected':
      return null
    case 'no-threshold':
      return <span className="muted">{t('verdict.noThreshold')}</span>
    case 'unavailable':
      return (
        <span className="muted">
          {t('verdict.unavailable', { score: t(`common:scoreNames.${judgement.score}`) })}
        </span>
      )
    case 'pass':
    case 'fail': {
      const { state, score, value, threshold } = judgement
      return (
        <Tag
          color={state === 'pass' ? 'success' : 'error'}
          variant="outlined"
          title={t(`verdict.${state}Title`, {
            score: t(`common:scoreNames.${score}`),
            value,
            threshold,
          })}
          data-testid="case-judged"
          data-value={state}
        >
          {t(`verdict.${state}`)}
        </Tag>
      )
    }
  }
}
