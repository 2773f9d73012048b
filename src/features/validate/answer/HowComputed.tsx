import { useTranslation } from 'react-i18next'
import { useAppState } from '../../../core/react'
import { PopoverButton } from '../../../ui/PopoverButton'
import css from './answer.module.css'

const DEFINITIONS = [
  'ranking',
  'ndcg',
  'ties',
  'queries',
  'pairs',
  'quantiles',
  'bootstrap',
  'conformal',
  'randomisation',
  'fused',
] as const

/** Angelopoulos, Bates, Fisch, Lei, Schuster: Conformal Risk Control. */
const PAPER = 'https://arxiv.org/abs/2208.02814'
/** Bates, Angelopoulos, Lei, Malik, Jordan: Distribution-Free, Risk-Controlling Prediction Sets. */
const PAPER_CONFIDENCE = 'https://arxiv.org/abs/2101.02703'

/** Definitions of all numbers of the answer, with the options that they were made with. */
export function HowComputed() {
  const { t } = useTranslation('validate')
  return (
    <PopoverButton
      button={{ type: 'text', 'data-testid': 'validate-how' }}
      title={t('answer.how.title')}
      className={css.how!}
      face={t('answer.how.button')}
    >
      <Definitions />
    </PopoverButton>
  )
}

function Definitions() {
  const { t } = useTranslation('validate')
  const { k, alpha, confidence, resamples, seed } = useAppState(({ validate }) => validate.answer.options)
  const weights = useAppState(({ settings }) => settings.weights)
  return (
    <>
      <dl>
        {DEFINITIONS.map((name) => (
          <div key={name}>
            <dt>{t(`answer.how.terms.${name}`)}</dt>
            <dd>
              {t(`answer.how.${name}`, {
                k,
                alpha: 100 * alpha,
                confidence: 100 * confidence,
                resamples,
                seed,
                dense: weights.dense,
                sparse: weights.sparse,
                colbert: weights.colbert,
              })}
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <a href={PAPER} target="_blank" rel="noreferrer">
          Angelopoulos et al. 2022, Conformal Risk Control (arXiv:2208.02814)
        </a>
        {' · '}
        <a href={PAPER_CONFIDENCE} target="_blank" rel="noreferrer">
          Bates et al. 2021, Risk-Controlling Prediction Sets (arXiv:2101.02703)
        </a>
      </p>
    </>
  )
}
