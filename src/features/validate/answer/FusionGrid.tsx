import { useEffect, useRef } from 'react'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import type { GridFound } from '../../../engine/validate/fusion-types'
import { formatNumber } from '../../../ui/format'
import type { ValidationResult } from '../run/types'
import { headNamesOf, methodOf } from './fusion-methods'
import css from './answer.module.css'

const short = (value: number) => formatNumber(value, 4)

/** What the search for the best weights found, and what of it holds on queries that had no part in the choice. */
export function FusionGrid({ result }: { readonly result: ValidationResult }) {
  const { t } = useTranslation('validate')
  const grid = useAppState(({ validate }) => validate.answer.fusion.grid)
  if (grid === null) return null
  if (grid.kind === 'failed')
    return (
      <p className={css.effect} data-testid="validate-fusion-grid" data-state={grid.reason}>
        {t(`answer.fusion.failed.${grid.reason}`)}
      </p>
    )
  return <Found grid={grid} result={result} />
}

function Found({ grid, result }: { readonly grid: GridFound; readonly result: ValidationResult }) {
  const { t } = useTranslation(['validate', 'common'])
  const { tryFusion } = useActions()
  const { metric } = useAppState(({ validate }) => validate.answer.fusion)
  const k = useAppState(({ validate }) => validate.answer.options.k)
  const { best, inSample, heldOut, current, folds, overfits, comparison } = grid
  const place = useRef<HTMLDivElement>(null)
  // The panel is lower than what it holds: what was asked for must come into sight.
  useEffect(() => place.current?.scrollIntoView?.({ block: 'nearest' }), [grid])
  const words = headNamesOf(result)
    .map((head) => `${t(`common:scoreNames.${head}`)} ${Number(best[head].toFixed(3))}`)
    .join(' · ')
  return (
    <div
      ref={place}
      className={css.effect}
      data-testid="validate-fusion-grid"
      data-state={overfits ? 'overfits' : 'found'}
      data-value={inSample}
      data-held-out={heldOut}
    >
      <p>
        <b>{words}</b>{' '}
        <Button
          size="small"
          type="link"
          data-testid="validate-fusion-take"
          onClick={() => void tryFusion({ method: methodOf('weights', best, result) })}
        >
          {t('validate:answer.fusion.take')}
        </Button>
      </p>
      <p>
        {t('validate:answer.fusion.found', {
          metric: t(`validate:answer.fusion.metrics.${metric}`, { k }),
          inSample: short(inSample),
          heldOut: short(heldOut),
          current: short(current),
          folds: folds.length,
          p: formatNumber(comparison.p, 3),
        })}
      </p>
      {overfits && <p className="amber">{t('validate:answer.fusion.overfits')}</p>}
    </div>
  )
}
