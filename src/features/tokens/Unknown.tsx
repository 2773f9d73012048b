import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { Fold } from '../../ui/Fold'
import { repeated, type TokenRow } from './rows'
import { Times } from './Times'
import { Visible } from './Visible'
import { nextOf } from './Words'
import css from './tokens.module.css'

interface UnknownProps {
  readonly side: 'a' | 'b'
  readonly text: string
  readonly rows: readonly TokenRow[]
  readonly pinned: number | null
  readonly onChoose: (index: number) => void
}

const SHOWN = 100

/** What the vocabulary has no token for; the same characters once. */
export const Unknown = memo(function Unknown({ side, text, rows, pinned, onChoose }: UnknownProps) {
  const { t } = useTranslation('tokens')
  const unknown = useMemo(() => rows.filter((row) => row.unknown), [rows])
  const groups = useMemo(() => repeated(unknown, ({ start, end }) => text.slice(start, end)), [unknown, text])
  if (unknown.length === 0) return null
  return (
    <Fold title={t('unknown', { count: unknown.length })} open>
      <ul className={css.names} data-testid="tokens-unknown" data-side={side} data-count={unknown.length}>
        {groups.slice(0, SHOWN).map(({ one, all }) => (
          <li key={one.index} data-testid="tokens-unknown-one" data-times={all.length}>
            <button
              type="button"
              className={css.link}
              onClick={() =>
                onChoose(
                  nextOf(
                    all.map(({ index }) => index),
                    pinned,
                  ),
                )
              }
            >
              {one.end > one.start ? (
                <Visible text={text.slice(one.start, one.end)} spaces="signs" />
              ) : (
                one.token
              )}
            </button>
            <Times count={all.length} />
          </li>
        ))}
        {groups.length > SHOWN && <li className="muted">{t('more', { count: groups.length - SHOWN })}</li>}
      </ul>
    </Fold>
  )
})
