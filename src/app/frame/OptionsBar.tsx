import { Radio, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Capabilities } from '../../platform/web/capabilities'
import { useActions, useAppState } from '../../core/react'
import { MODES } from '../../core/settings/table'
import { MaxLengthOption, WeightsOption } from './option-buttons'
import { MoreOptions } from './MoreOptions'
import { RunControls } from './RunControls'
import css from './options.module.css'

export function OptionsBar({ capabilities }: { readonly capabilities: Capabilities }) {
  const { t } = useTranslation()
  const { setMode } = useActions()
  const mode = useAppState((state) => state.settings.mode)
  return (
    <div className={css.options} role="group" data-still aria-label={t('options.label')}>
      <Tooltip title={t('mode.title')} placement="bottomLeft" mouseEnterDelay={0.6}>
        <Radio.Group
          className={clsx(css.mode)}
          optionType="button"
          buttonStyle="solid"
          value={mode}
          aria-label={t('mode.label')}
          data-testid="mode"
          data-value={mode}
          onChange={(event) => {
            const chosen = MODES.find((each) => each === event.target.value)
            if (chosen) setMode(chosen)
          }}
        >
          {MODES.map((each) => (
            <Radio.Button className={clsx(css.modeButton)} key={each} value={each}>
              <span data-testid={`mode-${each}`}>{t(`mode.${each}`)}</span>
            </Radio.Button>
          ))}
        </Radio.Group>
      </Tooltip>
      <div className={css.optionList}>
        <WeightsOption />
        <MaxLengthOption />
        <MoreOptions capabilities={capabilities} />
      </div>
      <RunControls />
    </div>
  )
}
