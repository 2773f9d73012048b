import { useTranslation } from 'react-i18next'
import type { MonitorSnapshot } from '../../engine/monitor/types'
import { KeyValue, type Fact } from '../../ui/KeyValue'
import { size } from '../../ui/quantities'
import { isLowRate } from './warnings'

/** The cache, the memory, and what went wrong. */
export function CountFacts({ snapshot }: { readonly snapshot: MonitorSnapshot }) {
  const { t } = useTranslation('monitor')
  const { cache, heap } = snapshot
  const counter = (name: 'oom' | 'restarts' | 'tokenizer' | 'not-finite', value: number): Fact => ({
    key: name,
    label: t(`counts.${name}`),
    value: (
      <span className={value > 0 ? 'num amber' : 'num'} data-testid={`monitor-${name}`} data-value={value}>
        {value}
      </span>
    ),
  })
  return (
    <KeyValue
      facts={[
        {
          key: 'cache',
          label: t('counts.cache'),
          value: (
            <span
              className={isLowRate(cache.rate) ? 'num amber' : 'num'}
              data-testid="monitor-cache-rate"
              data-value={cache.rate ?? ''}
            >
              {cache.rate === null ? '–' : `${(cache.rate * 100).toFixed(1)} %`}
            </span>
          ),
          note: `${t('counts.cacheNote', { hits: cache.hits, misses: cache.misses })}${isLowRate(cache.rate) ? t('counts.lowRate') : ''}`,
        },
        {
          key: 'heap',
          label: t('counts.heap'),
          value: (
            <span className="num" data-testid="monitor-heap" data-value={heap ?? ''}>
              {heap === null ? '–' : size(heap)}
            </span>
          ),
        },
        counter('oom', snapshot.oomKills),
        counter('restarts', snapshot.restarts),
        counter('tokenizer', snapshot.tokenizerErrors),
        counter('not-finite', snapshot.notFiniteErrors),
      ]}
    />
  )
}
