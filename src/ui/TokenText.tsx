import { tokenParts } from './token-parts'
import css from './TokenText.module.css'

export interface TokenTextProps {
  readonly token: string
  /** The hue of the text that the token is from. */
  readonly side?: 'a' | 'b'
}

/** A token as a chip: "▁" faint, spaces and control characters visible. */
export function TokenText({ token, side }: TokenTextProps) {
  return (
    <span className={css.token} data-side={side} title={token}>
      <bdi>
        {tokenParts(token).map((part, index) => (
          <span key={index} className={css[part.kind]}>
            {part.text}
          </span>
        ))}
      </bdi>
    </span>
  )
}
