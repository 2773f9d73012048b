import { memo, useEffect, useMemo, useRef, type MouseEvent, type PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Encoded } from '../../engine/encode/types'
import { TokenText } from '../../ui/TokenText'
import { piecesOf } from '../../ui/pieces'
import type { At, Side, Values } from './marks'
import css from './anatomy.module.css'

interface PairTextProps {
  readonly side: Side
  readonly label: string
  readonly encoded: Encoded
  /** Strength of the colour by token index, from -1 to 1. */
  readonly strength: Values
  readonly marked: ReadonlySet<number>
  readonly active: At | null
  /** Index of the token to scroll to; null: do not scroll. */
  readonly reveal: number | null
  /** Tooltip of a token. */
  readonly describe: (at: At) => string
  readonly onHover: (at: At | null) => void
  readonly onPin: (at: At) => void
}

/** The token under the pointer of this event; null: there is none. */
function tokenOf(event: PointerEvent | MouseEvent): { index: number; element: HTMLElement } | null {
  const element = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')
  return element && { index: Number(element.dataset['index']), element }
}

/** Scrolls only this box. scrollIntoView would also scroll the pane around it. */
function scrollInside(box: HTMLElement, element: HTMLElement): void {
  const [outer, inner] = [box.getBoundingClientRect(), element.getBoundingClientRect()]
  if (inner.top < outer.top || inner.bottom > outer.bottom)
    box.scrollTop += inner.top - outer.top - (outer.height - inner.height) / 2
}

/** Shows the model input. Every token reacts to hover and click. */
export function PairText(props: PairTextProps) {
  const { side, label, encoded, strength, marked, active, reveal, describe, onHover, onPin } = props
  const { t } = useTranslation('anatomy')
  const { tokenized } = encoded
  const { pieces, elsewhere } = useMemo(() => piecesOf(tokenized), [tokenized])
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = box.current?.querySelector<HTMLElement>(`[data-index="${reveal}"]`)
    if (box.current && element) scrollInside(box.current, element)
  }, [reveal])
  const token = (index: number, text: string | null) => (
    <Token
      key={index}
      side={side}
      index={index}
      text={text}
      token={tokenized.tokens[index]!}
      strength={strength.get(index) ?? 0}
      isMarked={marked.has(index)}
      isActive={active?.side === side && active.index === index}
    />
  )
  const hasTail = tokenized.cut !== null && pieces.at(-1)?.token === null
  return (
    <div
      ref={box}
      className={clsx('text-frame', css.text)}
      data-testid="anatomy-text"
      data-side={side}
      onPointerOver={(event) => {
        const found = tokenOf(event)
        if (found) found.element.title = describe({ side, index: found.index })
        onHover(found && { side, index: found.index })
      }}
      onPointerLeave={() => onHover(null)}
      onClick={(event) => {
        const found = tokenOf(event)
        if (found) onPin({ side, index: found.index })
      }}
    >
      <b className="side-name" data-side={side}>
        {label}
      </b>{' '}
      <bdi>
        {pieces.map((piece, at) =>
          piece.token !== null ? (
            token(piece.token, piece.text)
          ) : hasTail && at === pieces.length - 1 ? (
            <span key="cut" className={css.cut} data-testid="anatomy-cut" title={t('text.cut')}>
              {piece.text}
            </span>
          ) : (
            <span key={`between-${at}`}>{piece.text}</span>
          ),
        )}
      </bdi>{' '}
      {elsewhere.length > 0 && (
        <span className={css.elsewhere} aria-label={t('text.elsewhere')}>
          {elsewhere.map((index) => token(index, null))}
        </span>
      )}
    </div>
  )
}

interface TokenProps {
  readonly side: Side
  readonly index: number
  /** The text of the token's range; null: the token has no range, and its vocabulary entry is shown. */
  readonly text: string | null
  readonly token: string
  readonly strength: number
  readonly isMarked: boolean
  readonly isActive: boolean
}

/** Memoized, because a hover changes only two of thousands of tokens. */
const Token = memo(function Token({ side, index, text, token, strength, isMarked, isActive }: TokenProps) {
  return (
    <span
      className={css.token}
      data-testid="anatomy-token"
      data-side={side}
      data-index={index}
      data-marked={isMarked}
      data-active={isActive}
      data-negative={strength < 0 || undefined}
      style={{ '--strength': `${Math.round(100 * Math.min(1, Math.abs(strength)))}%` } as object}
    >
      {text ?? <TokenText token={token} />}
    </span>
  )
})
