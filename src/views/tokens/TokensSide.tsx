import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ModelInfo } from '../../engine/model/types'
import { originalRange } from '../../engine/text/mapped'
import type { TokenizerMode } from '../../engine/tokenizer/types'
import { Section } from '../../ui/Section'
import { tokenParts } from '../../ui/token-parts'
import { ErrorBox } from '../frame/ErrorBox'
import { Copies } from './Copies'
import { Modes } from './Modes'
import { Normalized } from './Normalized'
import { Pieces } from './Pieces'
import { Rules } from './Rules'
import { brokenWords, tokenRows, type TokenRow } from './rows'
import type { TokensOfSide } from './TokensView'

interface TokensSideProps extends TokensOfSide {
  readonly side: 'a' | 'b'
  readonly info: ModelInfo
  readonly mode: TokenizerMode
  readonly maxLength: number
}

/** So much of a text is shown with every character made visible. */
const RAW_LIMIT = 4_000

export function TokensSide({
  side,
  text,
  prefix,
  prepared,
  steps,
  error,
  info,
  mode,
  maxLength,
}: TokensSideProps) {
  const { t } = useTranslation('tokens')
  const [active, setActive] = useState<number | null>(null)
  const found = steps?.byMode[mode] ?? Object.values(steps?.byMode ?? {})[0] ?? null
  const input = prefix + prepared.mapped.text
  const current = found !== null && steps?.input === input && steps.maxLength === maxLength
  // Steps of the text before are shown, faint, until the new ones are there: with the places that they had.
  const kept = useRef<readonly TokenRow[]>([])
  const rows = useMemo(() => {
    if (found === null || !current) return kept.current
    const { cls, eos, pad, unk } = info.tokenizer.specialIds
    const special = new Set([cls, eos, pad].filter((id) => id !== null))
    kept.current = tokenRows(found.tokenized, found.all, special, unk, (start, end) =>
      end <= prefix.length
        ? [0, 0]
        : originalRange(prepared.mapped, Math.max(0, start - prefix.length), end - prefix.length),
    )
    return kept.current
  }, [found, current, info, prefix, prepared])
  const words = useMemo(() => brokenWords(rows), [rows])
  const marked = active === null ? null : (rows[active] ?? null)
  const name = side.toUpperCase()
  return (
    <div className="tokens-side" data-side={side} data-current={current}>
      <h2>
        <span className="side-name" data-side={side}>
          {name}
        </span>{' '}
        {found && (
          <span
            className="tokens-summary"
            data-testid="tokens-summary"
            data-side={side}
            data-count={found.tokenized.fullLength}
            data-truncated={found.tokenized.truncated}
          >
            {t('summary', {
              chars: [...text].length,
              tokens: found.tokenized.fullLength,
              ratio: (found.tokenized.fullLength / Math.max(1, [...text].length)).toFixed(2),
            })}
            {found.tokenized.truncated &&
              ` · ${t('cutAt', { max: maxLength, lost: found.tokenized.fullLength - maxLength })}`}
            {rows.some(({ unknown }) => unknown) &&
              ` · ${t('unknown', { count: rows.filter(({ unknown }) => unknown).length })}`}
          </span>
        )}
      </h2>
      {error && <ErrorBox error={error} />}
      {text === '' && <p className="muted">{t('empty', { side: name })}</p>}
      {text !== '' && (
        <Section title={t('raw')}>
          <p className="tokens-raw" data-testid={`tokens-raw-${side}`}>
            <Raw text={text} mark={marked && marked.end > marked.start ? [marked.start, marked.end] : null} />
          </p>
        </Section>
      )}
      {text !== '' && <Rules prepared={prepared} prefix={prefix} side={side} />}
      {found?.normalized && <Normalized input={steps!.input} normalized={found.normalized} side={side} />}
      {found && !found.normalized && text !== '' && <p className="muted">{t('noNormalized')}</p>}
      {found && (
        <Section title={t('pieces', { count: rows.length })}>
          <Pieces
            side={side}
            rows={rows}
            cut={found.tokenized.truncated ? maxLength : null}
            active={active}
            onActive={setActive}
          />
          {words.length > 0 && (
            <details className="tokens-words" data-testid="tokens-words" data-count={words.length}>
              <summary>{t('words', { count: words.length })}</summary>
              <ul>
                {words.slice(0, 50).map(({ first, pieces, start, end }) => (
                  <li key={first}>
                    <b>{text.slice(start, end)}</b>{' '}
                    <span className="num muted">
                      [{start}–{end})
                    </span>{' '}
                    {t('wordPieces', { count: pieces.length })} <code>{pieces.join(' ')}</code>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </Section>
      )}
      {steps && <Modes steps={steps} mode={mode} />}
      {found && (
        <Copies
          side={side}
          steps={found}
          input={steps!.input}
          text={text}
          info={info}
          mode={mode}
          rows={rows}
          prepared={prepared}
        />
      )}
    </div>
  )
}

/** The text with what cannot be seen made visible; the looked-at token marked. */
function Raw({ text, mark }: { readonly text: string; readonly mark: readonly [number, number] | null }) {
  const { t } = useTranslation('tokens')
  const from = mark ? Math.max(0, Math.min(mark[0] - 200, text.length - RAW_LIMIT)) : 0
  const to = Math.min(text.length, from + RAW_LIMIT)
  const [start, end] = mark ?? [to, to]
  return (
    <>
      {from > 0 && '…'}
      <Visible text={text.slice(from, Math.min(start, to))} />
      {mark && (
        <mark>
          <Visible text={text.slice(start, end)} />
        </mark>
      )}
      <Visible text={text.slice(Math.max(end, from), to)} />
      {to < text.length && <span className="muted">… {t('rawMore', { count: text.length - to })}</span>}
    </>
  )
}

/** Spaces and line breaks stay as they are: they are seen well enough in a text. */
export function Visible({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/([ \n]+)/).map((stretch, at) =>
        /^[ \n]*$/.test(stretch) ? (
          <span key={at}>{stretch}</span>
        ) : (
          tokenParts(stretch).map((part, i) => (
            <span key={`${at}-${i}`} className={part.kind === 'invisible' ? 'tokens-invisible' : undefined}>
              {part.text}
            </span>
          ))
        ),
      )}
    </>
  )
}
