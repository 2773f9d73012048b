import { Pagination } from 'antd'
import { memo, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { TokenText } from '../../ui/TokenText'
import type { CutPlace, TokenRow } from './rows'
import { keepInView, PAGE, type TokenChoice } from './use-token-choice'
import css from './tokens.module.css'

interface PiecesProps {
  readonly side: 'a' | 'b'
  readonly rows: readonly TokenRow[]
  readonly cut: CutPlace | null
  readonly maxLength: number
  readonly choice: TokenChoice
}

/**
 * The tokens with their ids. Hover shows a token's range in the text, a click pins it, arrow keys move to another
 * token.
 */
export function Pieces({ side, rows, cut, maxLength, choice }: PiecesProps) {
  const { t } = useTranslation('tokens')
  const { active, pinned, page, first, last, setPage, hover, toggle, keys } = choice
  const list = useRef<HTMLDivElement>(null)
  const prefix = useId()

  useEffect(() => {
    if (pinned !== null) keepInView(list.current, list.current?.querySelector(`[data-index="${pinned}"]`))
  }, [pinned])

  return (
    <>
      <div
        ref={list}
        className={css.pieces}
        tabIndex={0}
        role="listbox"
        aria-label={t('list')}
        aria-activedescendant={pinned === null ? undefined : `${prefix}${pinned}`}
        onKeyDown={keys}
      >
        {rows.slice(first, last).map((row) => (
          <span key={row.index} className={css.piecePlace}>
            {cut?.index === row.index && (
              <span className={css.cut} data-testid="tokens-cut" data-side={side} data-at={cut.at}>
                {t('cutLine', { max: maxLength })}
              </span>
            )}
            <Piece
              id={`${prefix}${row.index}`}
              side={side}
              row={row}
              isActive={row.index === active}
              hover={hover}
              toggle={toggle}
            />
          </span>
        ))}
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
  readonly id: string
  readonly side: 'a' | 'b'
  readonly row: TokenRow
  readonly isActive: boolean
}

const Piece = memo(function Piece({ id, side, row, isActive, hover, toggle }: PieceProps) {
  return (
    <span
      id={id}
      role="option"
      aria-selected={isActive}
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
