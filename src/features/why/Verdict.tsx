import { useTranslation } from 'react-i18next'
import { Notes } from './Notes'
import type { Mojibake } from '../../engine/why/mojibake'
import type { WhyRow } from '../../engine/why/types'
import type { WhyOutcome } from './types'
import { KeyValue, type Fact } from '../../ui/KeyValue'
import { Num } from '../../ui/Num'
import { formatNumber } from '../../ui/format'
import { assumes, cosineWords, idsOf, rowWords, toCheck, type WhyT } from './words'
import css from './why.module.css'

/** Maximum number of equally good hypotheses that are named. */
const MOST_EQUAL = 6

/** Shows the best explanation, and what the user should check. */
export function Verdict({ outcome, stale }: { readonly outcome: WhyOutcome; readonly stale: boolean }) {
  const { t } = useTranslation(['why', 'rules'])
  const { value } = outcome
  const { best, explained, equallyGood, tolerance, nearQuantised } = value
  return (
    <div
      className={css.verdict}
      data-testid="why-verdict"
      data-explained={explained}
      data-cosine={best?.cosine ?? ''}
      data-hypotheses={best ? idsOf(best) : ''}
      data-stale={stale}
    >
      <strong>{sentence(t, outcome)}</strong>
      {best && explained && (
        <ul>
          {best.hypotheses.map((each) => (
            <li key={each.id}>{toCheck(t, each)}</li>
          ))}
        </ul>
      )}
      {equallyGood.length > 0 && <Equal value={value} />}
      {value.mojibake && <Garbled mojibake={value.mojibake} />}
      {!explained && <span>{missing(t, outcome)}</span>}
      <Notes notes={value.notes} />
      {!explained && tolerance.quantised !== null && (
        <span className="amber" data-testid="why-quantised" data-near={nearQuantised}>
          {t(nearQuantised ? 'verdict.nearQuantised' : 'verdict.quantisedNote', {
            dtype: tolerance.dtype,
            cosine: String(tolerance.quantised),
          })}
        </span>
      )}
    </div>
  )
}

/** Other explanations: those with the very same token ids, and those whose numbers cannot be told apart. */
function Equal({ value: { best, equallyGood } }: { readonly value: WhyOutcome['value'] }) {
  const { t } = useTranslation(['why', 'rules'])
  const isSame = ({ sequence }: WhyRow) => sequence !== null && sequence === best?.sequence
  const groups = [
    { key: 'verdict.sameIds', rows: equallyGood.filter(isSame) },
    { key: 'verdict.equal', rows: equallyGood.filter((row) => !isSame(row)) },
  ] as const
  return (
    <span data-testid="why-equal" data-count={equallyGood.length}>
      {groups
        .filter(({ rows }) => rows.length > 0)
        .map(({ key, rows }) => (
          <span key={key}>
            {t(key, { list: listOf(t, rows) })}
            {rows.length > MOST_EQUAL && ` … (${rows.length})`}{' '}
          </span>
        ))}
    </span>
  )
}

const listOf = (t: WhyT, rows: readonly WhyRow[]): string =>
  rows
    .slice(0, MOST_EQUAL)
    .map((row) => rowWords(t, row))
    .join('; ')

/** Says that the page's own text looks garbled. */
function Garbled({ mojibake: { kind, encoding, restored } }: { readonly mojibake: Mojibake }) {
  const { t } = useTranslation('why')
  return (
    <span className="amber" data-testid="why-garbled" data-kind={kind} data-encoding={encoding}>
      {t(`garbled.${kind === 'utf-8' ? 'as' : kind}`, { encoding })}{' '}
      {restored !== null && t('garbled.restored', { text: restored.slice(0, MOST_RESTORED) })}
      {restored === null && kind !== 'unknown' && t('garbled.lost')}
    </span>
  )
}

/** Characters of the restored text that are shown. */
const MOST_RESTORED = 120

function sentence(t: WhyT, { value: { best, explained, unexplained } }: WhyOutcome): string {
  if (best === null) return t('verdict.nothing')
  const cosine = cosineWords(best.cosine)
  if (!explained)
    return t('verdict.unexplained', { what: rowWords(t, best), cosine, left: formatNumber(unexplained, 4) })
  return best.hypotheses.length === 0
    ? t('verdict.same', { cosine })
    : t('verdict.explained', { what: rowWords(t, best), cosine })
}

function missing(t: WhyT, { value: { best, observed } }: WhyOutcome): string {
  const { rows } = observed
  return best === null && rows !== null ? t('verdict.rows', { rows, more: rows + 1 }) : t('verdict.next')
}

/** Shows the facts about the vector itself, without any text, and the tolerance for an explanation. */
export function Observations({ outcome }: { readonly outcome: WhyOutcome }) {
  const { t } = useTranslation(['why', 'rules'])
  const { head, observed, tolerance } = outcome.value
  const { norm, size, rows, rounding } = observed
  const isOne = Math.abs(norm - 1) <= 1e-3
  const facts: Fact[] = [
    {
      key: 'norm',
      label: t(head === 'colbert' ? 'observed.rowNorm' : 'observed.norm'),
      value: <Num value={norm} />,
      note: head === 'sparse' ? '' : t(isOne ? 'observed.normOne' : 'observed.normOther'),
    },
    {
      key: 'size',
      label: t(head === 'sparse' ? 'observed.ids' : 'observed.size'),
      value: <Num value={size} digits={0} />,
    },
    ...(rows === null
      ? []
      : [{ key: 'rows', label: t('observed.rows'), value: <Num value={rows} digits={0} /> }]),
    {
      key: 'rounding',
      label: t('observed.rounding'),
      value: rounding ? assumes(t, rounding) : t('observed.none'),
    },
    {
      key: 'tolerance',
      label: t('observed.tolerance'),
      value: t('observed.toleranceValue', {
        cosine: String(tolerance.cosine),
        difference: String(tolerance.largestDifference),
      }),
      note: t('observed.toleranceNote'),
    },
  ]
  return <KeyValue facts={facts} />
}
