import { memo, useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { rawRange, rawStretches, type RawStretch } from './raw-stretches'
import type { TokenRow } from './rows'
import type { TokenChoice } from './use-token-choice'
import { Visible } from './Visible'
import css from './tokens.module.css'

interface RawProps {
  readonly side: 'a' | 'b'
  readonly text: string
  readonly rows: readonly TokenRow[]
  readonly choice: TokenChoice
}

/** Number of characters that are shown of one removed range. A rule may remove a whole page of HTML. */
const STRETCH = 4_000

/**
 * The user's text with signs for invisible characters. Tokens can be hovered and pinned here, as in the list of
 * tokens.
 */
export function Raw({ side, text, rows, choice }: RawProps) {
  const { active, first, last, hover, toggle } = choice
  const [from, to] = useMemo(() => rawRange(rows, first, last, text.length), [rows, first, last, text.length])
  const wanted = useMemo(
    () => ({ text, rows, from, to, stretches: rawStretches(rows.slice(first, last), from, to) }),
    [text, rows, first, last, from, to],
  )
  // All of it together: a range of one text is nothing in another.
  return <Drawn {...useDeferredValue(wanted)} side={side} active={active} hover={hover} toggle={toggle} />
}

interface DrawnProps extends Pick<TokenChoice, 'active' | 'hover' | 'toggle'> {
  readonly side: 'a' | 'b'
  readonly text: string
  readonly rows: readonly TokenRow[]
  readonly from: number
  readonly to: number
  readonly stretches: readonly RawStretch[]
}

function Drawn({ side, text, rows, from, to, stretches, active, hover, toggle }: DrawnProps) {
  const { t } = useTranslation('tokens')
  const activeRow = active === null ? null : (rows[active] ?? null)
  return (
    <p className={clsx('text-frame', css.raw)} data-testid={`tokens-raw-${side}`}>
      {from > 0 && <span className="muted">{t('rawBefore', { count: from })}</span>}
      {stretches.map(({ start, end, token }) => (
        <Stretch
          key={start}
          text={text.slice(start, Math.min(end, start + STRETCH))}
          hidden={Math.max(0, end - start - STRETCH)}
          token={token}
          isActive={token !== null && activeRow !== null && start < activeRow.end && end > activeRow.start}
          isBeyond={token !== null && rows[token]!.beyond}
          hover={hover}
          toggle={toggle}
        />
      ))}
      {to < text.length && <span className="muted">{t('rawMore', { count: text.length - to })}</span>}
    </p>
  )
}

interface StretchProps extends Pick<TokenChoice, 'hover' | 'toggle'> {
  readonly text: string
  readonly hidden: number
  readonly token: number | null
  readonly isActive: boolean
  readonly isBeyond: boolean
}

const Stretch = memo(function Stretch({
  text,
  hidden,
  token,
  isActive,
  isBeyond,
  hover,
  toggle,
}: StretchProps) {
  const { t } = useTranslation('tokens')
  const shown = (
    <>
      <Visible text={text} />
      {hidden > 0 && <span className="muted">{t('rawMore', { count: hidden })}</span>}
    </>
  )
  if (token === null) return shown
  return (
    <span
      className={css.place}
      data-token={token}
      data-active={isActive}
      data-beyond={isBeyond}
      onPointerEnter={() => hover(token)}
      onPointerLeave={() => hover(null)}
      onClick={() => toggle(token)}
    >
      {shown}
    </span>
  )
})
