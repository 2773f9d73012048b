import { memo } from 'react'
import { nameOf } from '../../engine/text/named-characters'
import { tokenParts } from '../../ui/token-parts'
import css from './tokens.module.css'

/** They have a sign where a change is shown, but are nothing to be warned of. */
const ORDINARY: ReadonlySet<string> = new Set([' ', '\n', '\t'])

interface VisibleProps {
  readonly text: string
  /** Whether spaces and line breaks get signs too. Ordinary text needs none. */
  readonly spaces?: 'kept' | 'signs'
}

/** A text with signs for invisible characters. Hover names the character. */
export const Visible = memo(function Visible({ text, spaces = 'kept' }: VisibleProps) {
  const stretches = spaces === 'kept' ? text.split(/([ \n]+)/) : [text]
  return stretches.map((stretch, at) =>
    spaces === 'kept' && at % 2 === 1 ? stretch : <Stretch key={at} text={stretch} />,
  )
})

function Stretch({ text }: { readonly text: string }) {
  let at = 0
  return tokenParts(text).map((part) => {
    const from = at
    if (part.kind !== 'invisible') {
      at += part.text.length
      // A combining mark that stands alone needs a base character.
      return from === 0 && /^\p{M}/u.test(part.text) ? `\u25cc${part.text}` : part.text
    }
    const code = text.codePointAt(from)!
    at += code > 0xffff ? 2 : 1
    return (
      <span
        key={from}
        className={ORDINARY.has(text[from]!) ? css.space : css.invisible}
        title={nameOf(code)?.name}
      >
        {part.text}
      </span>
    )
  })
}
