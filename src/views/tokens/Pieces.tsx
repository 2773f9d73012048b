import { Pagination } from 'antd'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { TokenText } from '../../ui/TokenText'
import type { TokenRow } from './rows'

interface PiecesProps {
  readonly side: 'a' | 'b'
  readonly rows: readonly TokenRow[]
  /** max_length where it cuts; null: nothing is cut. */
  readonly cut: number | null
  readonly active: number | null
  readonly onActive: (index: number | null) => void
}

/** Chips of one page: more of them at once would make typing slow. */
const PAGE = 1_000

/** Pieces with their ids; hover shows where each stands, a click keeps it, arrow keys walk. */
export function Pieces({ side, rows, cut, active, onActive }: PiecesProps) {
  const { t } = useTranslation('tokens')
  const [page, setPage] = useState(1)
  const [pinned, setPinned] = useState<number | null>(null)
  const list = useRef<HTMLDivElement>(null)
  const pages = Math.max(1, Math.ceil(rows.length / PAGE))
  const from = (Math.min(page, pages) - 1) * PAGE
  const shown = rows.slice(from, from + PAGE)

  useEffect(() => {
    if (pinned !== null)
      list.current?.querySelector(`[data-index="${pinned}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [pinned])

  const pin = (index: number | null) => {
    setPinned(index)
    onActive(index)
    if (index !== null) setPage(Math.floor(index / PAGE) + 1)
  }
  const keys = (event: KeyboardEvent) => {
    const at = pinned ?? -1
    const next =
      event.key === 'ArrowRight' || event.key === 'ArrowDown' ? Math.min(rows.length - 1, at + 1)
      : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? Math.max(0, at - 1)
      : event.key === 'Home' ? 0
      : event.key === 'End' ? rows.length - 1
      : null // prettier-ignore
    if (event.key === 'Escape') pin(null)
    else if (next === null) return
    else pin(next)
    event.preventDefault()
  }
  return (
    <>
      <div
        ref={list}
        className="tokens-pieces"
        tabIndex={0}
        role="listbox"
        aria-label={t('list')}
        onKeyDown={keys}
      >
        {shown.map((row) => (
          <span key={row.index} className="tokens-piece-place">
            {cut !== null && row.index === cut - 1 && (
              <span className="tokens-cut" data-testid="tokens-cut" data-side={side} data-at={row.start}>
                {t('cutLine', { max: cut })}
              </span>
            )}
            <span
              role="option"
              aria-selected={row.index === active}
              className="tokens-piece"
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
              onPointerEnter={() => onActive(row.index)}
              onPointerLeave={() => onActive(pinned)}
              onClick={() => pin(pinned === row.index ? null : row.index)}
            >
              <TokenText token={row.token} />
              <span className="num muted">{row.id}</span>
            </span>
          </span>
        ))}
      </div>
      {pages > 1 && (
        <Pagination
          size="small"
          current={Math.min(page, pages)}
          pageSize={PAGE}
          total={rows.length}
          showSizeChanger={false}
          onChange={setPage}
        />
      )}
    </>
  )
}
