import { Pagination } from 'antd'
import { memo, useDeferredValue, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { TokenText } from '../../ui/TokenText'
import type { CutPlace, TokenRow } from './rows'
import { PAGE, type TokenChoice } from './use-token-choice'
import css from './tokens.module.css'

interface PiecesProps {
  readonly side: 'a' | 'b'
  readonly rows: readonly TokenRow[]
  readonly cut: CutPlace | null
  readonly maxLength: number
  readonly choice: TokenChoice
}

const NONE: readonly TokenRow[] = []

/**
 * The tokens with their ids. Hover shows a token's range in the text, a click pins it, arrow keys walk.
 */
export function Pieces({ side, rows, cut, maxLength, choice }: PiecesProps) {
  const { t } = useTranslation('tokens')
  const { active, pinned, asked, page, first, last, setPage, hover, toggle, roving } = choice
  const { box, stop, onKeyDown, follow } = roving
  const wanted = useMemo(() => rows.slice(first, last), [rows, first, last])
  // A page of tokens is thousands of elements: what is typed or clicked meanwhile comes first.
  const drawn = useDeferredValue(wanted, NONE)

  useEffect(() => {
    if (asked > 0)
      box.current?.querySelector(`[data-index="${pinned}"]`)?.scrollIntoView?.({ block: 'nearest' })
  }, [box, asked, pinned, drawn])

  useEffect(() => follow())

  return (
    <>
      <div ref={box} className={css.pieces} role="listbox" aria-label={t('list')} onKeyDown={onKeyDown}>
        {drawn.map((row) => {
          const piece = (
            <Piece
              key={row.index}
              side={side}
              row={row}
              isActive={row.index === active}
              isPinned={row.index === pinned}
              isStop={row.index === stop}
              hover={hover}
              toggle={toggle}
            />
          )
          if (cut?.index !== row.index) return piece
          return (
            <span key={row.index} className={css.piecePlace} role="presentation">
              <span
                className={css.cut}
                role="presentation"
                data-testid="tokens-cut"
                data-side={side}
                data-at={cut.at}
              >
                {t('cutLine', { max: maxLength })}
              </span>
              {piece}
            </span>
          )
        })}
      </div>
      {rows.length > PAGE && (
        <Pagination
          size="small"
          current={page}
          pageSize={PAGE}
          total={rows.length}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </>
  )
}

interface PieceProps extends Pick<TokenChoice, 'hover' | 'toggle'> {
  readonly side: 'a' | 'b'
  readonly row: TokenRow
  readonly isActive: boolean
  readonly isPinned: boolean
  readonly isStop: boolean
}

const Piece = memo(function Piece({ side, row, isActive, isPinned, isStop, hover, toggle }: PieceProps) {
  return (
    <span
      role="option"
      aria-selected={isActive}
      tabIndex={isStop ? 0 : -1}
      className={css.piece}
      data-testid="token"
      data-side={side}
      data-index={row.index}
      data-id={row.id}
      data-start={row.start}
      data-end={row.end}
      data-special={row.special}
      data-unknown={row.unknown}
      data-beyond={row.beyond}
      data-pinned={isPinned}
      title={`${row.index} · ${row.token} · #${row.id} · [${row.start}–${row.end})`}
      onPointerEnter={() => hover(row.index)}
      onPointerLeave={() => hover(null)}
      onClick={() => toggle(row.index)}
    >
      <TokenText token={row.token} />
      <span className={clsx('num muted', css.pieceId)}>{row.id}</span>
    </span>
  )
})
