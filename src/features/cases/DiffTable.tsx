import { useTranslation } from 'react-i18next'
import type { CaseDiff, DiffDetail, DiffRow } from '../../formats/case/diff-types'
import { Num } from '../../ui/Num'
import { NumGrid } from '../../ui/NumGrid'
import { meaningWords, sortedRows, whatWords } from './words'
import css from './case-strip.module.css'

/** All compared values; changed values come first. */
export function DiffTable({ diff }: { readonly diff: CaseDiff }) {
  const { t } = useTranslation('cases')
  return (
    <NumGrid label={t('opened.label')}>
      <table className={css.diffTable}>
        <thead>
          <tr>
            <th scope="col">{t('diff.what')}</th>
            <th scope="col" className={css.value}>
              {t('diff.before')}
            </th>
            <th scope="col" className={css.value}>
              {t('diff.after')}
            </th>
            <th scope="col" className={css.value}>
              {t('diff.difference')}
            </th>
            <th scope="col" className={css.value}>
              {t('diff.cosine')}
            </th>
            <th scope="col">{t('diff.means')}</th>
          </tr>
        </thead>
        <tbody>
          {sortedRows(diff).map((row) => (
            <Row key={row.what} row={row} />
          ))}
        </tbody>
      </table>
    </NumGrid>
  )
}

function Row({ row }: { readonly row: DiffRow }) {
  const { t } = useTranslation(['cases', 'scores'])
  const { what, before, after, difference, cosine, tolerance, changed, matters, kind } = row
  const isScore = what.startsWith('scores.')
  return (
    <>
      <tr
        data-testid="case-diff-row"
        data-what={what}
        data-kind={kind}
        data-changed={changed}
        data-matters={matters}
      >
        <th scope="row">{whatWords(t, what)}</th>
        <td className={css.value}>
          <Value value={before} isScore={isScore} />
        </td>
        <td className={css.value}>
          <Value value={after} isScore={isScore} />
        </td>
        <td className={css.value}>{difference !== null && <Num value={difference} />}</td>
        <td className={css.value}>{cosine !== null && <Num value={cosine} digits={6} />}</td>
        <td title={tolerance === null ? undefined : t('diff.tolerance', { tolerance })}>
          {meaningWords(t, row)}
        </td>
      </tr>
      {row.details.length > 0 && (
        <tr className={css.details}>
          <td colSpan={6}>
            {row.details.map((detail, at) => (
              <Detail key={at} detail={detail} />
            ))}
            {row.more > 0 && <span>{t('diff.more', { count: row.more })}</span>}
          </td>
        </tr>
      )}
    </>
  )
}

const SHOWN = 36

/** Formats a value: scores as in the score strip, counts and settings unchanged, long texts shortened. */
function Value({ value, isScore }: { readonly value: string | number | null; readonly isScore: boolean }) {
  const { t } = useTranslation('cases')
  if (value === null || value === '') return <span className="muted">{t('diff.nothing')}</span>
  if (typeof value === 'number') return isScore ? <Num value={value} /> : <span className="num">{value}</span>
  if (value.length <= SHOWN) return <span>{value}</span>
  return <span title={value.slice(0, 2_000)}>{[...value].slice(0, SHOWN).join('')}…</span>
}

function Detail({ detail: { at, before, after } }: { readonly detail: DiffDetail }) {
  const { t } = useTranslation('cases')
  return (
    <span className={css.detail}>
      {at !== null && <span className="muted">[{at}] </span>}
      <del>{before ?? t('diff.nothing')}</del> → <ins>{after ?? t('diff.nothing')}</ins>
    </span>
  )
}
