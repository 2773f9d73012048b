import { useTranslation } from 'react-i18next'
import {
  HEAD_NAMES,
  SCORE_BOUNDS,
  type HistogramCounts,
  type MonitorSnapshot,
} from '../../engine/monitor/types'
import { formatNumber } from '../../ui/format'
import css from './monitor.module.css'

/** Scores of pairs by head: how many, their mean, and their histogram. */
export function ScoreTable({ scores }: Pick<MonitorSnapshot, 'scores'>) {
  const { t } = useTranslation('monitor')
  return (
    <table className={css.table}>
      <caption>{t('scores.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('scores.head')}</th>
          <th scope="col">{t('scores.pairs')}</th>
          <th scope="col">{t('scores.mean')}</th>
          <th scope="col">{t('scores.distribution')}</th>
        </tr>
      </thead>
      <tbody>
        {HEAD_NAMES.map((head) => {
          const { count, sum } = scores[head]
          const mean = count === 0 ? null : sum / count
          return (
            <tr key={head} data-testid={`monitor-score-${head}`} data-count={count} data-mean={mean ?? ''}>
              <th scope="row">{head}</th>
              <td>{count}</td>
              <td title={mean === null ? undefined : String(mean)}>
                {mean === null ? '–' : formatNumber(mean, 4)}
              </td>
              <td>
                <Bars label={t('scores.bars', { head })} counts={scores[head]} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const WIDTH = 176
const HEIGHT = 20

function Bars({ label, counts: { counts, count } }: { label: string; counts: HistogramCounts }) {
  const most = Math.max(1, ...counts)
  const step = WIDTH / counts.length
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={`${label}: ${count === 0 ? '–' : saidOf(counts)}`}
    >
      <path className={css.base} d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
      {counts.map((value, at) => {
        const height = value === 0 ? 0 : Math.max(1, (value / most) * (HEIGHT - 2))
        return (
          <rect
            key={at}
            className={css.bar}
            x={at * step}
            y={HEIGHT - 1 - height}
            width={step - 1}
            height={height}
          >
            <title>{`${rangeOf(at)}: ${value}`}</title>
          </rect>
        )
      })}
    </svg>
  )
}

const rangeOf = (at: number): string =>
  at === 0 ? '≤ 0' : at === SCORE_BOUNDS.length ? '> 1' : `${SCORE_BOUNDS[at - 1]} – ${SCORE_BOUNDS[at]}`

const saidOf = (counts: readonly number[]): string =>
  counts.flatMap((value, at) => (value === 0 ? [] : [`${rangeOf(at)}: ${value}`])).join(', ')
