import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCopy } from '../../../ui/use-copy'

interface Props {
  readonly value: number
  /** Further lines of the hint. */
  readonly more?: readonly string[]
  readonly children: ReactNode
}

/** A number in a table (NumGrid): hover shows all digits, a click copies them. */
export function CopyNumber({ value, more = [], children }: Props) {
  const { t } = useTranslation('common')
  const [copied, copy] = useCopy()
  const full = String(value)
  return (
    <button
      type="button"
      className="num-button"
      title={[t('num.title', { value: full }), ...more].join('\n')}
      tabIndex={-1}
      onClick={() => copy(full)}
    >
      {copied === 'idle' ? children : t(`copy.${copied}`)}
    </button>
  )
}
