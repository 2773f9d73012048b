import { useTranslation } from 'react-i18next'
import type { Bag, BagToken, WhyNote } from '../../engine/why/note-types'
import { TokenText } from '../../ui/TokenText'
import { formatNumber } from '../../ui/format'
import css from './search.module.css'

/** Likely causes and signs. They stand apart from the verdict, because none is a proof. */
export function Notes({ notes }: { readonly notes: readonly WhyNote[] }) {
  const { t } = useTranslation('why')
  if (notes.length === 0) return null
  return (
    <ul>
      {notes.map(({ code, values }) => (
        <li key={code} data-testid="why-note" data-code={code}>
          {t(`note.${code}`, values)}
        </li>
      ))}
    </ul>
  )
}

/** Tokens that are shown of each kind. */
const MOST = 60

/** Tokens that only one side has. */
export function BagView({ bag }: { readonly bag: Bag }) {
  const { t } = useTranslation('why')
  const { theirs, onlyTheirs, onlyOurs } = bag
  return (
    <div
      className={css.found}
      data-testid="why-tokens"
      data-theirs={onlyTheirs.length}
      data-ours={onlyOurs.length}
    >
      <span>{t('bag.all', { count: theirs.length })}</span>
      <Tokens title={t('bag.onlyTheirs', { count: onlyTheirs.length })} tokens={onlyTheirs} />
      <Tokens title={t('bag.onlyOurs', { count: onlyOurs.length })} tokens={onlyOurs} />
    </div>
  )
}

function Tokens({ title, tokens }: { readonly title: string; readonly tokens: readonly BagToken[] }) {
  return (
    <p className={css.tokens}>
      {title}{' '}
      {tokens.slice(0, MOST).map(({ id, token, weight }) => (
        <span key={id} title={`${id}${weight === null ? '' : ` · ${formatNumber(weight, 4)}`}`}>
          <TokenText token={token ?? `#${id}`} />
        </span>
      ))}
      {tokens.length > MOST && '…'}
    </p>
  )
}
