import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { givenNumber, isSure, recognise, type Reading } from '../../../engine/score/databases/recognise'
import type { Measures } from '../../../engine/score/databases/types'
import css from './units.module.css'

interface ReadingsProps {
  /** As it was typed. */
  readonly given: string
  readonly measures: Measures
}

/** The conversions of this pair's scores that a number from production equals. */
export function Readings({ given, measures }: ReadingsProps) {
  const { t } = useTranslation('scores')
  const found = useMemo(() => {
    const number = givenNumber(given)
    if (number === null) return null
    const readings = recognise(number, measures)
    return { readings, sure: isSure(number, readings) }
  }, [given, measures])
  if (given.trim() === '') return null
  if (found === null)
    return (
      <p className={clsx('red', css.line)} role="alert" data-testid="units-not-a-number">
        {t('units.notANumber', { typed: given.trim() })}
      </p>
    )
  const { readings, sure } = found
  return (
    <div data-testid="units-readings" data-count={readings.length} data-sure={sure}>
      <b>{t('units.readings.title')}</b>
      {readings.length === 0 && <p className={css.line}>{t('units.readings.none')}</p>}
      {readings.map((reading) => (
        <OneReading key={`${reading.score} ${reading.formula}`} reading={reading} sure={sure} />
      ))}
    </div>
  )
}

function OneReading({ reading, sure }: { readonly reading: Reading; readonly sure: boolean }) {
  const { t } = useTranslation(['scores', 'common'])
  const names = reading.metrics.map(({ database, metric }) => `${database.label} ${metric.name}`)
  const values = { score: t(`units.heads.${reading.score}`), ours: reading.ours.toFixed(4) }
  const [name, ...others] = names
  const same = (list: readonly string[]) => t('units.readings.same', { names: list.join(t('common:list')) })
  return (
    <p
      className={css.line}
      data-testid="units-reading"
      data-score={reading.score}
      data-ours={reading.ours}
      data-value={reading.expected}
      data-metrics={reading.metrics.map(({ database, metric }) => `${database.name}:${metric.name}`).join()}
      data-is-ours={reading.isOurs}
      data-within={reading.within}
    >
      {reading.isOurs ? (
        <>
          {t(sure ? 'units.readings.isOurs' : 'units.readings.maybeOurs', values)}{' '}
          {names.join(t('common:list'))}
        </>
      ) : (
        <>
          {t(sure ? 'units.readings.is' : 'units.readings.maybe', { ...values, name })}{' '}
          <code>{reading.formula}</code>
          {others.length > 0 && <> · {same(others)}</>}
        </>
      )}
      {reading.within === 'fp16' && <> {t('units.readings.fp16')}</>}
    </p>
  )
}
