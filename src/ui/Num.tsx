import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from './format'
import { InGrid } from './grid'
import { useCopy } from './use-copy'
import css from './Num.module.css'

export interface NumProps {
  readonly value: number
  /** Number of visible decimals. Hover shows all decimals; a click or Enter copies them. */
  readonly digits?: number
}

export function Num({ value, digits = 4 }: NumProps) {
  const { t } = useTranslation('common')
  const [state, copy] = useCopy()
  const inGrid = useContext(InGrid)
  const full = String(value)
  return (
    <button
      type="button"
      className="num-button"
      title={t('num.title', { value: full })}
      data-value={full}
      tabIndex={inGrid ? -1 : 0}
      onClick={() => copy(full)}
    >
      {formatNumber(value, digits)}
      {state !== 'idle' && (
        <span className={css.state} data-state={state} role="status">
          {t(`copy.${state}`)}
        </span>
      )}
    </button>
  )
}

/** A number or null; null is a share of nothing, for example. */
export function MaybeNum({ value, digits }: { readonly value: number | null; readonly digits?: number }) {
  if (value === null) return <span className="muted">–</span>
  return digits === undefined ? <Num value={value} /> : <Num value={value} digits={digits} />
}
