import { Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions, useAppState } from '../../../core/react'
import { NumberField } from '../../../ui/NumberField'
import css from '../options.module.css'

/** Options that restart the engine: the number of WASM threads, and whether the graph runs layer by layer. */
export function ThreadsChoice({
  hardware,
  isolated,
}: {
  readonly hardware: number
  readonly isolated: boolean
}) {
  const { t } = useTranslation()
  const { setThreads, setWhole } = useActions()
  const whole = useAppState((state) => state.settings.whole)
  const threads = useAppState((state) => state.settings.threads)
  const running = useAppState((state) =>
    state.model.phase === 'ready' ? state.model.info.runtime.threads : null,
  )
  const auto =
    running !== null && threads === null ? t('options.threadsAuto', { count: running }) : t('options.auto')
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
            aria-label={t('options.threadsTitle')}
            testId="threads"
            onChange={setThreads}
          />
          <span className="muted"> / {hardware}</span>
        </Radio>
      </Radio.Group>
      {!isolated && <p className="muted">{t('options.threadsOne')}</p>}
      <div>
        <div className="muted" id="graph-label">
          {t('options.graph')}
        </div>
        <Radio.Group
          value={whole}
          aria-labelledby="graph-label"
          data-testid="whole"
          data-value={String(whole)}
          onChange={({ target }) => setWhole(target.value === true)}
        >
          <Radio value={false} data-testid="whole-false">
            {t('options.graphLayers')}
          </Radio>
          <Radio value={true} data-testid="whole-true">
            {t('options.graphWhole')}
          </Radio>
        </Radio.Group>
      </div>
      <p className="muted">{t('options.graphNote')}</p>
      <p className="muted">{t('options.threadsNote')}</p>
    </>
  )
}
