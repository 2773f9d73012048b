import { useTranslation } from 'react-i18next'
import type { Shown } from './use-shown'
import css from './attention.module.css'

/** Between a Chinese word and a token. */
const BESIDE_HAN = /(?<=>)(?=\p{Script=Han})|(?<=\p{Script=Han})(?=<)/gu

interface SpecialShareProps {
  readonly tokens: readonly string[]
  readonly shown: Shown
}

/** How much of the row the special tokens take, and whether they have colours. */
export function SpecialShare({ tokens, shown }: SpecialShareProps) {
  const { t, i18n } = useTranslation('attention')
  const { share, special, look } = shown
  if (share === null || special.size === 0) return null
  const names = [...new Set(Array.from(special, (index) => tokens[index]!))]
  return (
    <p
      className={css.note}
      data-testid="attention-special-share"
      data-value={share}
      data-shown={look.special}
    >
      {t(look.special ? 'special.shown' : 'special.leftOut', {
        tokens: new Intl.ListFormat(i18n.language, { type: 'conjunction' })
          .format(names)
          .replace(BESIDE_HAN, ' '),
        percent: (100 * share).toFixed(1),
      })}
    </p>
  )
}
