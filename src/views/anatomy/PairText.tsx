import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Encoded } from '../../engine/encode/types'
import { TokenText } from '../../ui/TokenText'
import { piecesOf } from './pieces'
import type { At, Side } from './marks'

interface PairTextProps {
  readonly side: Side
  readonly label: string
  readonly encoded: Encoded
  /** By token index, from 0 to 1: how strongly it is coloured. */
  readonly strength: ReadonlyMap<number, number>
  readonly marked: ReadonlySet<number>
  readonly active: At | null
  /** Said of a token on hover. */
  readonly describe: (index: number) => string
  readonly onHover: (at: At | null) => void
  readonly onPin: (at: At) => void
}

/** A text as the model read it, every token to be pointed at. */
export function PairText(props: PairTextProps) {
  const { side, label, encoded, strength, marked, active, describe, onHover, onPin } = props
  const { t } = useTranslation('anatomy')
  const { pieces, elsewhere } = useMemo(() => piecesOf(encoded.tokenized), [encoded])
  const attributes = (index: number) => ({
    'data-testid': 'anatomy-token',
    'data-side': side,
    'data-index': index,
    'data-marked': marked.has(index),
    'data-active': active?.side === side && active.index === index,
    className: 'anatomy-token',
    style: {
      '--strength': `${Math.round(100 * Math.min(1, Math.max(0, strength.get(index) ?? 0)))}%`,
    } as object,
    title: describe(index),
    onPointerEnter: () => onHover({ side, index }),
    onPointerLeave: () => onHover(null),
    onClick: () => onPin({ side, index }),
  })
  return (
    <div className="anatomy-text" data-side={side}>
      <b className="side-name" data-side={side}>
        {label}
      </b>{' '}
      <bdi>
        {pieces.map((piece, at) =>
          piece.token === null ? (
            <span key={at}>{piece.text}</span>
          ) : (
            <span key={at} {...attributes(piece.token)}>
              {piece.text}
            </span>
          ),
        )}
      </bdi>{' '}
      {elsewhere.length > 0 && elsewhere.length < 40 && (
        <span className="anatomy-elsewhere" title={t('text.elsewhere')}>
          {elsewhere.map((index) => (
            <span key={index} {...attributes(index)}>
              <TokenText token={encoded.tokenized.tokens[index]!} />
            </span>
          ))}
        </span>
      )}
    </div>
  )
}
