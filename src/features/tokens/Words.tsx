import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { Fold } from '../../ui/Fold'
import { brokenWords, repeated, type TokenRow } from './rows'
import { Times } from './Times'
import css from './tokens.module.css'

interface WordsProps {
  readonly side: 'a' | 'b'
  readonly text: string
  readonly rows: readonly TokenRow[]
  readonly pinned: number | null
  readonly onChoose: (index: number) => void
}

const SHOWN = 50
/** A longer list is closed at first. */
const OPEN = 12

/** Lists the words that the tokenizer splits into at least MANY_PIECES tokens; a repeated word once. */
export const Words = memo(function Words({ side, text, rows, pinned, onChoose }: WordsProps) {
  const { t } = useTranslation('tokens')
  const words = useMemo(() => brokenWords(rows), [rows])
  const groups = useMemo(
    () => repeated(words, ({ start, end, pieces }) => `${text.slice(start, end).trim()} ${pieces.join(' ')}`),
    [words, text],
  )
  const data = { 'data-testid': 'tokens-words', 'data-side': side, 'data-count': words.length }
  if (words.length === 0)
    return (
      <p className="muted" {...data}>
        {t('words', { count: 0 })}
      </p>
    )
  return (
    <Fold
      title={
        groups.length === words.length
          ? t('words', { count: words.length })
          : `${t('words', { count: words.length })} · ${t('different', { count: groups.length })}`
      }
      open={groups.length <= OPEN}
    >
      <div {...data}>
        <table className={css.table}>
          <thead>
            <tr>
              <th>{t('word')}</th>
              <th>{t('wordPieces')}</th>
              <th className={clsx('nowrap', css.right)}>{t('wordCount')}</th>
              <th>{t('range')}</th>
            </tr>
          </thead>
          <tbody>
            {groups.slice(0, SHOWN).map(({ one: { first, pieces, start, end }, all }) => (
              <tr key={first} data-testid="tokens-word" data-times={all.length}>
                <td>
                  <button
                    type="button"
                    className={css.link}
                    onClick={() =>
                      onChoose(
                        nextOf(
                          all.map((word) => word.first),
                          pinned,
                        ),
                      )
                    }
                  >
                    {text.slice(start, end).trim()}
                  </button>
                  <Times count={all.length} />
                </td>
                <td>
                  <code>{pieces.join(' ')}</code>
                </td>
                <td className={clsx('num', css.right)}>{pieces.length}</td>
                <td className="num muted nowrap">
                  [{start}–{end}){all.length > 1 && ' …'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {groups.length > SHOWN && <p className="muted">{t('more', { count: groups.length - SHOWN })}</p>}
      </div>
    </Fold>
  )
})

/** The place after the pinned one, so that clicking again goes through all of them. */
export const nextOf = (places: readonly number[], pinned: number | null): number =>
  places[(pinned === null ? 0 : places.indexOf(pinned) + 1) % places.length]!
