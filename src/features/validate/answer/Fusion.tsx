import { useState } from 'react'
import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../../core/react'
import type { Weights } from '../../../engine/score/types'
import { RANKING_METRICS } from '../../../engine/validate/answer-types'
import type { HeadName } from '../../../engine/validate/types'
import { ErrorBox } from '../../../ui/ErrorBox'
import { NumberField } from '../../../ui/NumberField'
import type { ValidationResult } from '../run/types'
import { ChartCard } from './ChartCard'
import { FusionEffect } from './FusionEffect'
import { FusionGrid } from './FusionGrid'
import {
  formulaOf,
  headNamesOf,
  methodNameOf,
  methodOf,
  METHODS,
  usesWeights,
  weightsOf,
  type MethodName,
} from './fusion-methods'
import { queriesTable } from './fusion-rows'
import css from './answer.module.css'

/** Other weights and other fusions over the scores that are there: nothing is encoded. */
export function Fusion({ result }: { readonly result: ValidationResult }) {
  const { t } = useTranslation('validate')
  const { tryFusion, findWeights } = useActions()
  const fusion = useAppState(({ validate }) => validate.answer.fusion)
  const k = useAppState(({ validate }) => validate.answer.options.k)
  const hasLabels = useAppState(({ validate }) => (validate.answer.answer?.relevant ?? 0) > 0)
  const { applied, method, metric, searching, error } = fusion
  return (
    <ChartCard
      name="fusion"
      testId="validate-fusion"
      title={t('answer.fusion.title')}
      hasPicture={false}
      tools={
        <Select
          size="small"
          className={css.by!}
          aria-label={t('answer.fusion.metric')}
          data-testid="validate-fusion-metric"
          value={metric}
          popupMatchSelectWidth={false}
          onChange={(next) => void tryFusion({ metric: next })}
          options={RANKING_METRICS.map((value) => ({
            value,
            label: t(`answer.fusion.metrics.${value}`, { k }),
          }))}
        />
      }
      table={() => queriesTable(result, applied, metric)}
    >
      <div className={css.fusion}>
        <Controls result={result} />
        <FusionEffect result={result} hasLabels={hasLabels} />
        <div className={css.line}>
          <Button
            size="small"
            data-testid="validate-fusion-find"
            loading={searching}
            disabled={!hasLabels}
            title={t('answer.fusion.findHint')}
            onClick={() => void findWeights()}
          >
            {t('answer.fusion.find')}
          </Button>
          <Apply weights={weightsOf(method)} isPlain={method?.kind === 'weights'} />
          {method !== null && (
            <Button
              size="small"
              type="text"
              data-testid="validate-fusion-reset"
              onClick={() => void tryFusion({ method: null })}
            >
              {t('answer.fusion.reset')}
            </Button>
          )}
        </div>
        <FusionGrid result={result} />
        {error && <ErrorBox error={error} />}
      </div>
    </ChartCard>
  )
}

function Apply({ weights, isPlain }: { readonly weights: Weights | null; readonly isPlain: boolean }) {
  const { t } = useTranslation('validate')
  const { applyWeights } = useActions()
  if (weights === null || !isPlain) return null
  const isZero = weights.dense + weights.sparse === 0
  return (
    <Button
      size="small"
      type="primary"
      data-testid="validate-fusion-apply"
      disabled={isZero}
      title={isZero ? t('answer.fusion.zero') : t('answer.fusion.applyHint')}
      onClick={() => void applyWeights(weights)}
    >
      {t('answer.fusion.apply')}
    </Button>
  )
}

function Controls({ result }: { readonly result: ValidationResult }) {
  const { t } = useTranslation('validate')
  const { tryFusion } = useActions()
  const own = useAppState(({ settings }) => settings.weights)
  const method = useAppState(({ validate }) => validate.answer.fusion.method)
  // The sliders keep their places while a fusion without weights is looked at.
  const [last, setLast] = useState<Weights | null>(null)
  const name = methodNameOf(method)
  const weights = weightsOf(method) ?? last ?? own
  const k = method?.kind === 'rrf' ? method.k : null
  const put = (next: MethodName, of: Weights, constant: number | null = null) => {
    setLast(of)
    void tryFusion({ method: methodOf(next, of, result, constant) })
  }
  return (
    <>
      <div className={css.line}>
        <Select
          size="small"
          aria-label={t('answer.fusion.method')}
          data-testid="validate-fusion-method"
          value={name}
          popupMatchSelectWidth={false}
          onChange={(next) => put(next, weights)}
          options={METHODS.map((value) => ({ value, label: t(`answer.fusion.methods.${value}`) }))}
        />
        {k !== null && (
          <>
            <label htmlFor="validate-fusion-k">k</label>
            <NumberField
              id="validate-fusion-k"
              testId="validate-fusion-k"
              className={css.number!}
              min={1}
              max={1000}
              whole
              late
              value={k}
              onChange={(next) => put(name, weights, next)}
            />
          </>
        )}
        <code className={css.formula}>{formulaOf(name, k)}</code>
      </div>
      {headNamesOf(result).map((head) => (
        <WeightSlider
          key={head}
          head={head}
          value={weights[head]}
          most={Math.max(1, own.dense, own.sparse, own.colbert)}
          disabled={!usesWeights(name)}
          onChange={(value) => put(name, { ...weights, [head]: value })}
        />
      ))}
    </>
  )
}

interface SliderProps {
  readonly head: HeadName
  readonly value: number
  readonly most: number
  readonly disabled: boolean
  readonly onChange: (value: number) => void
}

function WeightSlider({ head, value, most, disabled, onChange }: SliderProps) {
  const { t } = useTranslation('common')
  const id = `validate-weight-${head}`
  return (
    <div className={css.slider}>
      <label htmlFor={id}>{t(`scoreNames.${head}`)}</label>
      <input
        id={id}
        data-testid={id}
        type="range"
        min={0}
        max={most}
        step={0.01}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <output htmlFor={id} className="num">
        {value.toFixed(2)}
      </output>
    </div>
  )
}
