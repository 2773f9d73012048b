import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { Section } from '../../ui/Section'
import { brokenWords, type TokenRow } from './rows'
import css from './tokens.module.css'

interface WordsProps {
  readonly side: 'a' | 'b'
  readonly text: string
  readonly rows: readonly TokenRow[]
  readonly onChoose: (index: number) => void
}

const SHOWN = 50

/** Lists the words that the tokenizer splits into at least MANY_PIECES tokens. */
export const Words = memo(function Words({ side, text, rows, onChoose }: WordsProps) {
  const { t } = useTranslation('tokens')
  const words = useMemo(() => brokenWords(rows), [rows])
  return (
    <Section title={t('words', { count: words.length })}>
      <div data-testid="tokens-words" data-side={side} data-count={words.length}>
        {words.length > 0 && (
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
              {words.slice(0, SHOWN).map(({ first, pieces, start, end }) => (
                <tr key={first}>
                  <td>
                    <button type="button" className={css.link} onClick={() => onChoose(first)}>
                      {text.slice(start, end).trim()}
                    </button>
                  </td>
                  <td>
                    <code>{pieces.join(' ')}</code>
                  </td>
                  <td className={clsx('num', css.right)}>{pieces.length}</td>
                  <td className="num muted nowrap">
                    [{start}–{end})
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {words.length > SHOWN && <p className="muted">{t('more', { count: words.length - SHOWN })}</p>}
      </div>
    </Section>
  )
})
