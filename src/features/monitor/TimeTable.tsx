import { useTranslation } from 'react-i18next'
import { LENGTH_NAMES, type LengthTimes, type MonitorSnapshot } from '../../engine/monitor/types'
import { formatNumber } from '../../ui/format'
import { isSlow, isSlowLength } from './warnings'
import css from './monitor.module.css'

interface Props {
  readonly durations: MonitorSnapshot['durations']
  /** Milliseconds. */
  readonly slow: number
}

const QUANTILES = ['p50', 'p95', 'p99'] as const

/** All lengths, also those without a text: their places are kept. */
export function TimeTable({ durations, slow }: Props) {
  const { t } = useTranslation('monitor')
  return (
    <table className={css.table}>
      <caption>{t('times.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('times.length')}</th>
          <th scope="col">{t('times.texts')}</th>
          <th scope="col">P50</th>
          <th scope="col">P95</th>
          <th scope="col">P99</th>
          <th scope="col" className={css.said}>
            {t('times.warning')}
          </th>
        </tr>
      </thead>
      <tbody>
        {LENGTH_NAMES.map((name) => (
          <TimeRow key={name} name={name} times={durations[name]} slow={slow} />
        ))}
      </tbody>
    </table>
  )
}

function TimeRow({ name, times, slow }: { name: string; times: LengthTimes; slow: number }) {
  const { t } = useTranslation('monitor')
  return (
    <tr
      data-testid={`monitor-time-${name}`}
      data-count={times.count}
      data-p50={times.p50 ?? ''}
      data-p95={times.p95 ?? ''}
      data-p99={times.p99 ?? ''}
      data-slow={isSlowLength(times, slow)}
    >
      <th scope="row">{name.replace('-', '–')}</th>
      <td>{times.count}</td>
      {QUANTILES.map((quantile) => {
        const seconds = times[quantile]
        return (
          <td
            key={quantile}
            className={isSlow(seconds, slow) ? 'amber' : undefined}
            title={seconds === null ? undefined : `${seconds * 1000} ms`}
          >
            {seconds === null ? '–' : formatNumber(seconds * 1000, 1)}
          </td>
        )
      })}
      <td className={css.said}>{isSlowLength(times, slow) && t('times.slow', { slow })}</td>
    </tr>
  )
}
