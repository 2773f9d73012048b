/** The controls of the smaller options. */
import { Button, Checkbox, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { HEAD_NAMES, type HeadName } from '../../../engine/model/types'
import type { Weights } from '../../../engine/score/types'
import { useActions, useAppState } from '../../../core/react'
import { weightsProblem } from '../../../core/settings/table'
import { normalizedInGraph } from './of-model'
import { NumberField } from '../../../ui/NumberField'
import css from '../options.module.css'

interface WeightsChoiceProps {
  /** The weights as typed, while they are not valid; null: nothing invalid was typed. */
  readonly draft: Weights | null
  readonly onDraft: (draft: Weights | null) => void
}

export function WeightsChoice({ draft, onDraft }: WeightsChoiceProps) {
  const { t } = useTranslation(['app', 'options'])
  const { set } = useActions()
  const weights = useAppState((state) => state.settings.weights)
  const shown = draft ?? weights
  const change = (head: HeadName, value: number) => {
    const next = { ...shown, [head]: value }
    const valid = weightsProblem(next) === null
    onDraft(valid ? null : next)
    if (valid) set({ weights: next })
  }
  const { dense: d, sparse: s, colbert: c } = weights
  return (
    <>
      <div className={css.weights}>
        {HEAD_NAMES.map((head) => (
          <label key={head}>
            {t(`mode.${head}`)}
            <NumberField
              className={clsx(css.weight)}
              min={0}
              step={0.1}
              value={shown[head]}
              testId={`weight-${head}`}
              onChange={(value) => change(head, value)}
            />
          </label>
        ))}
      </div>
      {draft !== null && (
        <p className="red" role="alert">
          {t('options:weightsInvalid')}
        </p>
      )}
      <pre className={css.formula}>{`sparse+dense = (${s}·s + ${d}·d) / (${s} + ${d})
colbert+sparse+dense = (${c}·c + ${s}·s + ${d}·d) / (${c} + ${s} + ${d})`}</pre>
      <p className="muted">{t('options:weightsNote')}</p>
      <Button
        size="small"
        onClick={() => {
          onDraft(null)
          set({ weights: { dense: 1, sparse: 1, colbert: 1 } })
        }}
      >
        {t('options:reset')}
      </Button>
    </>
  )
}

export function TokenizerChoice() {
  const { t } = useTranslation(['app', 'options'])
  const { set } = useActions()
  const mode = useAppState((state) => state.settings.tokenizerMode)
  const modes = useAppState((state) =>
    state.model.phase === 'ready' ? state.model.info.tokenizerModes : null,
  )
  if (modes?.length === 0) return <p className="muted">{t('options:tokenizerOneMode')}</p>
  return (
    <Radio.Group
      className={clsx(css.stacked)}
      value={mode}
      onChange={(event) => set({ tokenizerMode: event.target.value === 'hf5' ? 'hf5' : 'hf4' })}
    >
      {(['hf4', 'hf5'] as const).map((each) => (
        <Radio key={each} value={each} disabled={modes !== null && !modes.includes(each)}>
          {t(`options:${each}`)}
          {modes !== null && !modes.includes(each) && (
            <span className="muted"> {t('options:tokenizerUnknown')}</span>
          )}
        </Radio>
      ))}
    </Radio.Group>
  )
}

export function PrefixChoice() {
  const { t } = useTranslation(['app', 'options'])
  const { set } = useActions()
  const prefix = useAppState((state) => state.settings.prefix)
  return (
    <>
      <Input
        value={prefix}
        maxLength={2000}
        aria-label={t('options:prefixTitle')}
        data-testid="prefix"
        placeholder="query: "
        allowClear
        onChange={(event) => set({ prefix: event.target.value })}
      />
      <p className="muted">{t('options:prefixNote')}</p>
    </>
  )
}

export function NormalizeChoice() {
  const { t } = useTranslation(['app', 'common', 'options'])
  const { set } = useActions()
  const normalize = useAppState((state) => state.settings.normalize)
  const model = useAppState((state) => state.model)
  const { heads: inGraph, always: fixed } = normalizedInGraph(model)
  return (
    <>
      <Checkbox
        checked={normalize || fixed}
        disabled={fixed}
        data-testid="normalize"
        onChange={(event) => set({ normalize: event.target.checked })}
      >
        {t('options:normalizeTitle')}
      </Checkbox>
      <p className="muted">{t('options:normalizeNote')}</p>
      {inGraph.length > 0 && (
        <p className="amber">
          {t('options:normalizeInGraph', {
            heads: inGraph.map((h) => t(`mode.${h}`)).join(t('common:list')),
          })}
        </p>
      )}
    </>
  )
}
