import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { ModelInfo } from '../../engine/model/types'
import type { Capabilities } from '../../platform/web/capabilities'
import { CopyButton } from '../../ui/CopyButton'
import { environmentReport } from '../../formats/report/environment'
import { reportText } from '../../formats/report/write'
import { FilesSection } from './FilesSection'
import { HeadsSection } from './HeadsSection'
import { ModelSection } from './ModelSection'
import { PageSection } from './PageSection'
import { RuntimeSection } from './RuntimeSection'
import { TokenizerSection } from './TokenizerSection'
import view from '../../ui/view.module.css'
import css from './environment.module.css'

export interface EnvironmentViewProps {
  readonly capabilities: Capabilities
  readonly info: ModelInfo | null
  /** The section of the certificate; null: no model is loaded. */
  readonly certificate: ReactNode
  /** What the engine did in this session. */
  readonly monitor: ReactNode
}

/** The loaded model and its environment, each fact with its source. */
export function EnvironmentView({ capabilities, info, certificate, monitor }: EnvironmentViewProps) {
  const { t } = useTranslation('environment')
  return (
    <div className={view.view}>
      <header className={clsx(view.viewBar, css.head)}>
        <h2>{t('title')}</h2>
        <CopyButton label={t('copyAll')} text={() => reportText(environmentReport(capabilities, info))} />
      </header>
      <div className={clsx(view.viewBody, css.environment)}>
        <div className={css.columns}>
          {info ? (
            <div className={css.column}>
              <ModelSection info={info} />
              <HeadsSection info={info} />
              <TokenizerSection info={info} />
              <FilesSection info={info} />
            </div>
          ) : (
            <p className="muted">{t('noModel')}</p>
          )}
          <div className={css.column}>
            {monitor}
            {certificate}
            <RuntimeSection capabilities={capabilities} runtime={info?.runtime ?? null} />
            <PageSection capabilities={capabilities} />
          </div>
        </div>
      </div>
    </div>
  )
}
