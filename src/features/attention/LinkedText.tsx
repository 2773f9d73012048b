import { useMemo } from 'react'
import { clsx } from 'clsx'
import type { Tokenized } from '../../engine/tokenizer/types'
import { Num } from '../../ui/Num'
import { TokenText } from '../../ui/TokenText'
import { piecesOf } from '../../ui/pieces'
import css from './attention.module.css'

interface LinkedTextProps {
  readonly tokenized: Tokenized
  readonly side: 'a' | 'b'
  /** Weights of the query token; null: not loaded, or outside the window. */
  readonly row: ArrayLike<number> | null
  readonly query: number
  readonly links: readonly number[]
  readonly original: (side: 'a' | 'b', start: number, end: number) => readonly [number, number]
  readonly onQuery: (query: number) => void
}

/** The text, with the strongest links of one token drawn in it. */
export function LinkedText({ tokenized, side, row, query, links, original, onQuery }: LinkedTextProps) {
  const { pieces, elsewhere } = useMemo(() => piecesOf(tokenized), [tokenized])
  const strong = new Set(links)
  const most = row && links[0] !== undefined ? row[links[0]]! : 1
  const token = (index: number, text: string) => {
    const weight = row?.[index] ?? 0
    const [start, end] = original(side, tokenized.starts?.[index] ?? 0, tokenized.ends?.[index] ?? 0)
    return (
      <span
        key={index}
        className={css.token}
        data-testid={strong.has(index) ? 'attention-link' : 'attention-token'}
        data-index={index}
        data-weight={weight}
        data-query={index === query}
        style={{ '--strength': `${Math.round((100 * weight) / (most || 1))}%` } as object}
        title={`${index} ${tokenized.tokens[index]} [${start}–${end}) ${weight}`}
        onClick={() => onQuery(index)}
      >
        {text}
      </span>
    )
  }
  return (
    <div className={css.linked}>
      <p className={clsx('text-frame', css.text)}>
        {elsewhere.includes(0) && <>{token(0, tokenized.tokens[0]!)} </>}
        {pieces.map((piece, at) =>
          piece.token === null ? <span key={`gap${at}`}>{piece.text}</span> : token(piece.token, piece.text),
        )}{' '}
        {elsewhere.filter((index) => index > 0).map((index) => token(index, tokenized.tokens[index]!))}
      </p>
      <ol className={css.links}>
        {row !== null &&
          links.map((index) => (
            <li key={index}>
              <span className="num muted">{index}</span>{' '}
              <TokenText token={tokenized.tokens[index]!} side={side} /> <Num value={row[index]!} />
            </li>
          ))}
      </ol>
    </div>
  )
}
