import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import type { AnsweredName, ScoreAnswer } from '../../../engine/validate/answer-types'
import { formatNumber } from '../../../ui/format'
import { bandName, bandText } from './bands'
import css from './answer.module.css'

interface Props {
  readonly score: AnsweredName
  readonly bands: ScoreAnswer['bands']
}

/** What is in each band; a click shows its rows. */
export function BandList({ score, bands }: Props) {
  const { t } = useTranslation('validate')
  const { toggleFilter } = useActions()
  const filters = useAppState(({ validate }) => validate.triage.filters)
  return (
    <ul className={css.bands}>
      {bands.map((band, at) => {
        const { low, high, count, share, precision, labelled } = band
        const isOn = filters.some(
          (filter) =>
            filter.kind === 'band' && filter.score === score && filter.low === low && filter.high === high,
        )
        return (
          <li key={`${bandName([low, high])} ${at}`}>
            <button
              type="button"
              className={css.bandButton}
              data-tone={at % 3}
              data-testid={`validate-band-${bandName([low, high])}`}
              data-count={count}
              data-precision={precision ?? ''}
              aria-pressed={isOn}
              title={t('answer.bands.hint', { labelled, share: `${formatNumber(100 * share, 2)} %` })}
              onClick={() => void toggleFilter({ kind: 'band', score, low, high })}
            >
              <b>{bandText([low, high])}</b> {count.toLocaleString()}{' '}
              <span className="muted">
                {formatNumber(100 * share, 1)}%
                {precision !== null &&
                  ` · ${t('answer.bands.precision', { value: formatNumber(100 * precision, 1) })}`}
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
