import { memo, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import {
  countNames,
  normalizationDiff,
  unchangedNames,
  type NormalizedPart,
} from '../../engine/text/normalization-diff'
import type { NormalizedText } from '../../engine/tokenizer/steps-types'
import { Fold } from '../../ui/Fold'
import { Visible } from './Visible'
import css from './tokens.module.css'

interface NormalizedProps {
  readonly input: string
  readonly normalized: NormalizedText
  readonly side: 'a' | 'b'
}

/** Number of parts of the diff that are shown in the text. For a longer text, only the list shows all changes. */
const PARTS = 600
const NAMES = 40

/** Shows the changes that the tokenizer's normaliser makes, as a diff. */
export const Normalized = memo(function Normalized({ input, normalized, side }: NormalizedProps) {
  const { t } = useTranslation('tokens')
  const parts = useMemo(() => normalizationDiff(input, normalized), [input, normalized])
  const names = useMemo(() => countNames(parts), [parts])
  const kept = useMemo(() => [...new Set(unchangedNames(parts).map(({ name }) => name))], [parts])
  const changes = parts.filter(({ kind }) => kind !== 'same').length
  const unchanged = kept.length > 0 && (
    <p className="muted">
      {t('kept')} {kept.slice(0, NAMES).join(', ')}
      {kept.length > NAMES && ` ${t('more', { count: kept.length - NAMES })}`}
    </p>
  )
  if (changes === 0)
    return (
      <>
        <p className="muted" data-testid={`tokens-normalized-${side}`} data-changes={0}>
          {t('normalizedNot')}
        </p>
        {unchanged}
      </>
    )
  return (
    <Fold title={t('normalized', { count: changes })} open>
      <p
        className={clsx('text-frame', css.raw)}
        data-testid={`tokens-normalized-${side}`}
        data-changes={changes}
      >
        {parts
          .slice(0, PARTS)
          .map((part) =>
            part.kind === 'same' ? (
              <Visible key={part.start} text={part.after} />
            ) : (
              <Change key={part.start} part={part} />
            ),
          )}
        {parts.length > PARTS && <span className="muted">{t('more', { count: parts.length - PARTS })}</span>}
      </p>
      {names.length > 0 && (
        <ul className={css.names} data-testid="normalized-names">
          {names.slice(0, NAMES).map(({ name, count, becomes }) => (
            <li key={`${name} ${becomes}`}>
              <span className="num">{count}×</span> {name}{' '}
              {becomes === null ? (
                <span className="muted">{t('composed')}</span>
              ) : becomes === '' ? (
                <span className="muted">{t('deleted')}</span>
              ) : (
                <>
                  → <Visible text={becomes} spaces="signs" />
                </>
              )}
            </li>
          ))}
          {names.length > NAMES && <li className="muted">{t('more', { count: names.length - NAMES })}</li>}
        </ul>
      )}
      {unchanged}
    </Fold>
  )
})

function Change({ part }: { readonly part: NormalizedPart }) {
  const { t } = useTranslation('tokens')
  const { kind, start, end, before, after, names } = part
  return (
    <span
      className={css.change}
      data-testid="normalized-change"
      data-kind={kind}
      data-start={start}
      data-end={end}
      title={[
        ...new Set(names.map(({ name }) => name)),
        t(`kinds.${kind as Exclude<typeof kind, 'same'>}`),
        `[${start}–${end})`,
      ].join(' · ')}
    >
      <del>
        <Visible text={before} spaces="signs" />
      </del>
      {after !== '' && (
        <ins>
          <Visible text={after} spaces="signs" />
        </ins>
      )}
    </span>
  )
}
