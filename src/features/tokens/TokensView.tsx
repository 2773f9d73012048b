import { Spin } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { ModelInfo } from '../../engine/model/types'
import type { TokenizerMode } from '../../engine/tokenizer/types'
import type { TokensOfSide } from './types'
import { DetailText } from '../../ui/detail-text'
import { Choice } from '../../ui/Choice'
import { useMedia } from '../../ui/use-media'
import view from '../../ui/view.module.css'
import { TokensSide } from './TokensSide'
import css from './tokens.module.css'

export interface TokensViewProps {
  readonly sides: Readonly<Record<'a' | 'b', TokensOfSide>>
  readonly info: ModelInfo | null
  readonly mode: TokenizerMode
  readonly maxLength: number
  readonly loading: boolean
}

/** Shows all steps from the user's text to the exact input of the model. */
export function TokensView({ sides, info, mode, maxLength, loading }: TokensViewProps) {
  const { t } = useTranslation('tokens')
  const isWide = useMedia('(min-width: 1100px)')
  const [side, setSide] = useState<'a' | 'b' | 'both'>('both')
  const chosen = !isWide && side === 'both' ? 'a' : side
  const shown = chosen === 'both' ? (['a', 'b'] as const) : ([chosen] as const)
  const choices = isWide ? (['both', 'a', 'b'] as const) : (['a', 'b'] as const)
  if (info === null)
    return (
      <div className={clsx(view.viewBody, css.body)}>
        {loading ? <Spin size="small" /> : <p className="muted">{t('noModel')}</p>}
      </div>
    )
  return (
    <div className={clsx(view.view, css.tokens)}>
      <div className={clsx(view.viewBar, css.head)}>
        <Choice
          testId="tokens-side"
          label={t('side')}
          value={chosen}
          options={choices.map((value) => ({
            value,
            label: value === 'both' ? t('both') : value.toUpperCase(),
          }))}
          onChange={setSide}
        />
        <span className="muted">
          {info.tokenizer.engine} · {info.tokenizer.mode === null ? t('noModes') : mode} · max_length{' '}
          {maxLength}
          {info.tokenizer.fallbackReason !== null && (
            <DetailText
              text={info.tokenizer.fallbackReason}
              words={info.tokenizer.words}
              within={(reason) => ` · ${t('fallback', { reason })}`}
            />
          )}
        </span>
      </div>
      <div
        className={clsx(view.viewBody, css.body, css.sides)}
        data-count={shown.length}
        tabIndex={0}
        role="region"
        aria-label={t('region')}
      >
        {shown.map((each) => (
          <TokensSide
            key={each}
            side={each}
            given={sides[each]}
            info={info}
            mode={mode}
            maxLength={maxLength}
          />
        ))}
      </div>
    </div>
  )
}
