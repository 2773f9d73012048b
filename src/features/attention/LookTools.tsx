import { Button, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { AttentionSummary } from '../../engine/attention/types'
import { Choice } from '../../ui/Choice'
import view from '../../ui/view.module.css'
import { IndexField } from './IndexField'
import { REDUCES } from './look'
import { SCALES } from './scale'
import type { Shown } from './use-shown'
import { formulaWords } from './what'
import css from './attention.module.css'

interface LookToolsProps {
  readonly value: AttentionSummary
  readonly shown: Shown
  readonly onJson: () => void
}

/** Which weights are shown, with which colours. */
export function LookTools({ value, shown, onJson }: LookToolsProps) {
  const { t } = useTranslation('attention')
  const { look, setLook } = shown
  const { layer, head, reduce } = look
  const overLayers = reduce === 'all' || reduce === 'rollout'
  return (
    <div className={clsx(view.viewBar, css.tools)}>
      <Choice
        testId="attention-reduce"
        label={t('reduce.label')}
        value={reduce}
        options={REDUCES.map((each) => ({
          value: each,
          label: t(`reduce.${each}`),
          title: t(`reduce.${each}Title`),
        }))}
        onChange={(next) => setLook({ reduce: next })}
      />
      <IndexField
        label={t('layer')}
        testId="attention-layer"
        count={value.layers}
        value={layer}
        // To ask for a layer is to leave what has none.
        onChange={(next) => setLook({ layer: next, ...(overLayers && { reduce: 'mean' }) })}
      />
      <IndexField
        label={t('head')}
        testId="attention-head"
        count={value.heads}
        value={head}
        onChange={(next) => setLook({ head: next, reduce: 'head' })}
      />
      <Choice
        testId="attention-scale"
        label={t('scale.label')}
        named
        value={look.scale}
        options={SCALES.map((each) => ({
          value: each,
          label: t(`scale.${each}`),
          title: t(`scale.${each}Title`),
        }))}
        onChange={(scale) => setLook({ scale })}
      />
      <label className={css.switch}>
        <Switch
          size="small"
          checked={look.special}
          data-testid="attention-special"
          onChange={(special) => setLook({ special })}
        />{' '}
        {t('special.switch')}
      </label>
      <label className={css.switch}>
        <Switch
          size="small"
          checked={look.table}
          data-testid="attention-table-switch"
          onChange={(table) => setLook({ table })}
        />{' '}
        {t('table')}
      </label>
      <Button size="small" data-testid="attention-json" onClick={onJson}>
        JSON
      </Button>
      <p className={css.formula} data-testid="attention-formula" data-reduce={reduce}>
        {formulaWords(t, look, value)}
      </p>
    </div>
  )
}
