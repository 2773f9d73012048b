import { Button, Spin } from 'antd'
import { memo, useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { ModelInfo } from '../../engine/model/types'
import { originalRange } from '../../engine/text/mapped'
import type { TokenizerMode } from '../../engine/tokenizer/types'
import { Fold } from '../../ui/Fold'
import { ErrorBox } from '../../ui/ErrorBox'
import { useGrowing } from '../../ui/use-growing'
import { Copies } from './Copies'
import { Modes } from './Modes'
import { Normalized } from './Normalized'
import { Pieces } from './Pieces'
import { Raw } from './Raw'
import { cutPlace, tokenRows } from './rows'
import { Rules } from './Rules'
import { isSettled, settled } from './settled'
import { Summary } from './Summary'
import type { TokensOfSide } from './types'
import { Unknown } from './Unknown'
import { useTokenChoice } from './use-token-choice'
import { Words } from './Words'
import css from './tokens.module.css'

interface TokensSideProps {
  readonly side: 'a' | 'b'
  readonly given: TokensOfSide
  readonly info: ModelInfo
  readonly mode: TokenizerMode
  readonly maxLength: number
}

/** Tokens. */
const LONG = 1_500
const SECTIONS = 6

/** One text's way from what was typed to the ids; its head stays in sight. */
export const TokensSide = memo(function TokensSide({ side, given, info, mode, maxLength }: TokensSideProps) {
  const { t } = useTranslation('tokens')
  const current = isSettled(given, info.hash, maxLength)
  const [before, setBefore] = useState(current ? given : null)
  if (current && before !== given) setBefore(given)
  const { text, prefix, prepared, pending, steps, error } = settled(given, before, info.hash, maxLength)
  const found = steps?.byMode[mode] ?? Object.values(steps?.byMode ?? {})[0] ?? null
  const original = useCallback(
    (start: number, end: number): readonly [number, number] =>
      end <= prefix.length
        ? [0, 0]
        : originalRange(prepared.mapped, Math.max(0, start - prefix.length), end - prefix.length),
    [prefix, prepared],
  )
  const rows = useMemo(() => {
    if (found === null) return []
    const { unk, ...others } = info.tokenizer.specialIds
    const special = new Set(Object.values(others).filter((id) => id !== null))
    return tokenRows(found.tokenized, found.all, special, unk, original)
  }, [found, info, original])
  const cut = useMemo(() => cutPlace(rows), [rows])
  const choice = useTokenChoice(rows, rows.length)
  const looked = choice.active === null ? null : (rows[choice.active] ?? null)
  const name = side.toUpperCase()
  // What a long text's sections count takes a while: one after the other, so that the page goes on.
  const sections = useGrowing(SECTIONS, rows.length > LONG ? 1 : SECTIONS)
  return (
    <div className={css.side} data-side={side} data-current={found !== null && current}>
      <div className={css.sideHead}>
        <h2>
          <span className="side-name" data-side={side}>
            {name}
          </span>{' '}
          {found && <Summary side={side} text={text} tokenized={found.tokenized} rows={rows} />}
          {!found && text !== '' && !error && <Spin size="small" />}
        </h2>
        {found && text !== '' && (
          <p className={clsx('num muted', css.looked)} data-testid={`tokens-looked-${side}`}>
            {looked
              ? `${looked.index} · ${looked.token} · #${looked.id} · [${looked.start}–${looked.end})`
              : t('look')}
          </p>
        )}
      </div>
      {error && <ErrorBox error={error} />}
      {text === '' && <p className="muted">{t('empty', { side: name })}</p>}
      {found && (
        <Fold
          title={t('pieces', { count: rows.length })}
          open
          actions={
            cut && (
              <Button size="small" type="link" onClick={() => choice.pin(cut.index)}>
                {t('toCut')}
              </Button>
            )
          }
        >
          <Pieces side={side} rows={rows} cut={cut} maxLength={found.tokenized.maxLength} choice={choice} />
          {found.all.truncated && (
            <p className="amber">{t('limit', { count: rows.length, all: found.all.fullLength })}</p>
          )}
        </Fold>
      )}
      {found && (
        <Copies
          side={side}
          text={text}
          prefix={prefix}
          prepared={prepared}
          steps={found}
          rows={rows}
          info={info}
          mode={mode}
        />
      )}
      {sections > 1 && text !== '' && (
        <Fold title={t('raw')} open>
          <Raw side={side} text={text} rows={rows} choice={choice} />
        </Fold>
      )}
      {sections > 2 && text !== '' && !pending && <Rules prepared={prepared} prefix={prefix} side={side} />}
      {sections > 3 && found?.normalized && (
        <Normalized input={found.tokenized.text} normalized={found.normalized} side={side} />
      )}
      {found && !found.normalized && text !== '' && <p className="muted">{t('noNormalized')}</p>}
      {sections > 4 && found && (
        <Unknown side={side} text={text} rows={rows} pinned={choice.pinned} onChoose={choice.pin} />
      )}
      {sections > 4 && found?.all.starts && (
        <Words side={side} text={text} rows={rows} pinned={choice.pinned} onChoose={choice.pin} />
      )}
      {sections > 5 && steps && <Modes side={side} steps={steps} mode={mode} original={original} />}
    </div>
  )
})
