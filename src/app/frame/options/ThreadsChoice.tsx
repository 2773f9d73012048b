import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions, useAppState } from '../../../core/react'
import { NumberField } from '../../../ui/NumberField'
import css from '../options.module.css'

/** Options that restart the engine: the number of WASM threads, whether the graph runs layer by layer, and in which encoder. */
export function ThreadsChoice({
  hardware,
  isolated,
}: {
  readonly hardware: number
  readonly isolated: boolean
}) {
  const { t } = useTranslation(['app', 'options'])
  const { setThreads, setWhole, setEncoder } = useActions()
  const encoder = useAppState(({ settings }) => settings.encoder)
  const whole = useAppState((state) => state.settings.whole)
  const threads = useAppState((state) => state.settings.threads)
  const running = useAppState((state) =>
    state.model.phase === 'ready' ? state.model.info.runtime.threads : null,
  )
  const auto =
    running !== null && threads === null ? t('options:threadsAuto', { count: running }) : t('options:auto')
  return (
    <>
      <Radio.Group
        className={clsx(css.stacked)}
        value={threads === null ? 'auto' : 'n'}
        disabled={!isolated}
        onChange={(event) => setThreads(event.target.value === 'auto' ? null : (running ?? hardware))}
      >
        <Radio value="auto">{auto}</Radio>
        <Radio value="n">
          <NumberField
            min={1}
            max={hardware}
            whole
            late // a new number loads the model again
            disabled={!isolated}
            value={threads ?? running ?? hardware}
            aria-label={t('options:threadsTitle')}
            testId="threads"
            onChange={setThreads}
          />
          <span className="muted"> / {hardware}</span>
        </Radio>
      </Radio.Group>
      {!isolated && <p className="muted">{t('options:threadsOne')}</p>}
      <Labelled
        name="whole"
        labelId="graph-label"
        label={t('options:graph')}
        value={whole}
        choices={[
          { value: false, words: t('options:graphLayers') },
          { value: true, words: t('options.graphWhole') },
        ]}
        onChange={setWhole}
      />
      <Labelled
        name="encoder"
        labelId="encoder-label"
        label={t('options:execution.encoder')}
        value={encoder}
        disabled={whole}
        choices={[
          { value: 'own', words: t('options:execution.ownShort') },
          { value: 'onnxruntime', words: t('options:execution.onnxruntime') },
        ]}
        onChange={setEncoder}
      />
      <p className="muted">{t('options:graphNote')}</p>
      <p className="muted">{t('options:threadsNote')}</p>
    </>
  )
}

interface LabelledProps<T> {
  /** Of the test ids: NAME, and NAME-VALUE of each choice. */
  readonly name: string
  readonly labelId: string
  readonly label: string
  readonly value: T
  readonly choices: readonly { readonly value: T; readonly words: string }[]
  readonly disabled?: boolean
  readonly onChange: (value: T) => void
}

/** A choice under its label. */
function Labelled<T extends string | boolean>({
  name,
  labelId,
  label,
  value,
  choices,
  disabled = false,
  onChange,
}: LabelledProps<T>) {
  return (
    <div>
      <div className="muted" id={labelId}>
        {label}
      </div>
      <Radio.Group
        value={value}
        aria-labelledby={labelId}
        data-testid={name}
        data-value={String(value)}
        disabled={disabled}
        onChange={({ target }) => onChange(target.value as T)}
      >
        {choices.map((choice) => (
          <Radio key={String(choice.value)} value={choice.value} data-testid={`${name}-${choice.value}`}>
            {choice.words}
          </Radio>
        ))}
      </Radio.Group>
    </div>
  )
}
