/** The options besides mode: each a small popover. */
import { useState } from 'react'
import { Button, Checkbox, Input, InputNumber, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { HEAD_NAMES, type HeadName } from '../../engine/model/types'
import type { Weights } from '../../engine/score/types'
import { useActions, useAppState } from '../../core/react'
import { weightsProblem } from '../../core/settings/table'
import { OptionPopover } from './OptionPopover'
import css from './options.module.css'

const plain = (n: number) => String(n)

export function WeightsOption() {
  const { t } = useTranslation()
  const { set } = useActions()
  const weights = useAppState((state) => state.settings.weights)
  const [draft, setDraft] = useState<Weights | null>(null)
  const shown = draft ?? weights
  const change = (head: HeadName, value: number | null) => {
    const next = { ...shown, [head]: value ?? Number.NaN }
    const valid = weightsProblem(next) === null
    setDraft(valid ? null : next)
    if (valid) set({ weights: next })
  }
  const { dense: d, sparse: s, colbert: c } = weights
  return (
    <OptionPopover
      name={t('options.weights')}
      value={[d, s, c].map(plain).join(':')}
      title={t('options.weightsTitle')}
      testId="option-weights"
    >
      <div className={css.weights}>
        {HEAD_NAMES.map((head) => (
          <label key={head}>
            {t(`mode.${head}`)}
            <InputNumber
              className={clsx(css.weight)}
              size="small"
              min={0}
              step={0.1}
              formatter={(value) => (value === undefined ? '' : String(value))} // else 1 is shown as 1.0
              value={Number.isNaN(shown[head]) ? null : shown[head]}
              data-testid={`weight-${head}`}
              onChange={(value) => change(head, value)}
            />
          </label>
        ))}
      </div>
      {draft !== null && (
        <p className="red" role="alert">
          {t('options.weightsInvalid')}
        </p>
      )}
      <pre className={css.formula}>{`sparse+dense = (${s}·s + ${d}·d) / (${s} + ${d})
colbert+sparse+dense = (${c}·c + ${s}·s + ${d}·d) / (${c} + ${s} + ${d})`}</pre>
      <p className="muted">{t('options.weightsNote')}</p>
      <Button
        size="small"
        onClick={() => {
          setDraft(null)
          set({ weights: { dense: 1, sparse: 1, colbert: 1 } })
        }}
      >
        {t('options.reset')}
      </Button>
    </OptionPopover>
  )
}

export function TokenizerOption() {
  const { t } = useTranslation()
  const { set } = useActions()
  const mode = useAppState((state) => state.settings.tokenizerMode)
  const modes = useAppState((state) =>
    state.model.phase === 'ready' ? state.model.info.tokenizerModes : null,
  )
  const none = modes?.length === 0
  return (
    <OptionPopover
      name={t('options.tokenizer')}
      value={none ? '–' : mode}
      title={t('options.tokenizerTitle')}
      testId="option-tokenizer"
    >
      {none ? (
        <p className="muted">{t('options.tokenizerOneMode')}</p>
      ) : (
        <Radio.Group
          className={clsx(css.stacked)}
          value={mode}
          onChange={(event) => set({ tokenizerMode: event.target.value === 'hf5' ? 'hf5' : 'hf4' })}
        >
          {(['hf4', 'hf5'] as const).map((each) => (
            <Radio key={each} value={each} disabled={modes !== null && !modes.includes(each)}>
              {t(`options.${each}`)}
              {modes !== null && !modes.includes(each) && (
                <span className="muted"> {t('options.tokenizerUnknown')}</span>
              )}
            </Radio>
          ))}
        </Radio.Group>
      )}
    </OptionPopover>
  )
}

export function PrefixOption() {
  const { t } = useTranslation()
  const { set } = useActions()
  const prefix = useAppState((state) => state.settings.prefix)
  const short = prefix.length > 8 ? prefix.slice(0, 8) + '…' : prefix
  return (
    <OptionPopover
      name={t('options.prefix')}
      value={prefix === '' ? t('options.prefixNone') : JSON.stringify(short).slice(1, -1)}
      title={t('options.prefixTitle')}
      testId="option-prefix"
    >
      <Input
        value={prefix}
        maxLength={2000}
        aria-label={t('options.prefixTitle')}
        data-testid="prefix"
        placeholder="query: "
        allowClear
        onChange={(event) => set({ prefix: event.target.value })}
      />
      <p className="muted">{t('options.prefixNote')}</p>
    </OptionPopover>
  )
}

export function NormalizeOption() {
  const { t } = useTranslation(['app', 'common'])
  const { set } = useActions()
  const normalize = useAppState((state) => state.settings.normalize)
  const info = useAppState((state) => (state.model.phase === 'ready' ? state.model.info : null))
  const inGraph = (['dense', 'colbert'] as const).filter((head) => {
    const found = info?.heads[head]
    return found?.state === 'available' && found.value.normalisedInGraph === true
  })
  const available = (['dense', 'colbert'] as const).filter((head) => info?.heads[head].state === 'available')
  const fixed = inGraph.length > 0 && inGraph.length === available.length
  return (
    <OptionPopover
      name={t('options.normalize')}
      value={normalize || fixed ? t('options.on') : t('options.off')}
      title={t('options.normalizeTitle')}
      testId="option-normalize"
    >
      <Checkbox
        checked={normalize || fixed}
        disabled={fixed}
        data-testid="normalize"
        onChange={(event) => set({ normalize: event.target.checked })}
      >
        {t('options.normalizeTitle')}
      </Checkbox>
      <p className="muted">{t('options.normalizeNote')}</p>
      {inGraph.length > 0 && (
        <p className="amber">
          {t('options.normalizeInGraph', {
            heads: inGraph.map((h) => t(`mode.${h}`)).join(t('common:list')),
          })}
        </p>
      )}
    </OptionPopover>
  )
}
