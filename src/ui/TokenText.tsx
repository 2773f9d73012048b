import { tokenParts } from './token-parts'
import css from './TokenText.module.css'

export interface TokenTextProps {
  readonly token: string
  /** The text that the token is from; it decides the colour. */
  readonly side?: 'a' | 'b'
}

/** A token with a faint "▁" and visible signs for spaces and control characters. */
export function TokenText({ token, side }: TokenTextProps) {
  return (
    <span className={css.token} data-side={side} title={token}>
      <bdi>
        {tokenParts(token).map((part, index) => (
          <span key={index} className={css[part.kind]} title={part.code}>
            {part.text}
          </span>
        ))}
      </bdi>
    </span>
  )
}
