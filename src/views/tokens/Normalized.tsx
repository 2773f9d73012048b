import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { normalizationDiff, unchangedNames } from '../../engine/text/normalization-diff'
import type { NormalizedText } from '../../engine/tokenizer/steps-types'
import { Section } from '../../ui/Section'
import { Visible } from './TokensSide'

interface NormalizedProps {
  readonly input: string
  readonly normalized: NormalizedText
  readonly side: 'a' | 'b'
}

/** Parts that are drawn; a long text has its changes in the list. */
const PARTS = 600
const NAMES = 40

/** What the normaliser of the tokenizer changes, as a diff. */
export function Normalized({ input, normalized, side }: NormalizedProps) {
  const { t } = useTranslation('tokens')
  const parts = useMemo(() => normalizationDiff(input, normalized), [input, normalized])
  const names = useMemo(() => {
    const counts = new Map<string, { count: number; becomes: string }>()
    for (const { kind, names: found, after } of parts)
      if (kind !== 'same')
        for (const { name } of found) {
          const before = counts.get(name)
          counts.set(name, { count: (before?.count ?? 0) + 1, becomes: before?.becomes ?? after })
        }
    return [...counts].sort((x, y) => y[1].count - x[1].count)
  }, [parts])
  const kept = useMemo(() => unchangedNames(parts), [parts])
  const changes = parts.filter(({ kind }) => kind !== 'same').length
  return (
    <Section title={t('normalized', { count: changes })}>
      <p className="tokens-raw" data-testid={`tokens-normalized-${side}`} data-changes={changes}>
        {parts.slice(0, PARTS).map((part) =>
          part.kind === 'same' ? (
            <Visible key={`${part.start}s`} text={part.after} />
          ) : (
            <span
              key={`${part.start}-${part.kind}`}
              className="tokens-change"
              data-testid="normalized-change"
              data-kind={part.kind}
              data-start={part.start}
              data-end={part.end}
              title={[...part.names.map(({ name }) => name), `[${part.start}–${part.end})`].join(' · ')}
            >
              <del>
                <Visible text={part.before} />
              </del>
              {part.after !== '' && (
                <ins>
                  <Visible text={part.after} />
                </ins>
              )}
            </span>
          ),
        )}
        {parts.length > PARTS && <span className="muted">{t('more', { count: parts.length - PARTS })}</span>}
      </p>
      {names.length > 0 && (
        <ul className="tokens-names">
          {names.slice(0, NAMES).map(([name, { count, becomes }]) => (
            <li key={name}>
              <span className="num">{count}×</span> {name}{' '}
              {becomes === '' ? (
                t('deleted')
              ) : (
                <>
                  → <Visible text={becomes} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {kept.length > 0 && (
        <p className="muted">
          {t('kept')} {[...new Set(kept.map(({ name }) => name))].slice(0, NAMES).join(', ')}
        </p>
      )}
    </Section>
  )
}
