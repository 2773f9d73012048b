import { useTranslation } from 'react-i18next'
import { targetOf } from '../../formats/export'
import { exportSizes, findingsStaleness } from './selectors'
import { useActions, useAppState } from '../../core/react'
import { effectiveTruncateDim } from '../../core/selectors'
import { ErrorBox } from '../../ui/ErrorBox'
import { size } from '../../ui/quantities'
import { Findings } from './Findings'
import { Loading } from './Loading'
import { Options } from './Options'
import { Preview } from './Preview'
import { RunLine } from './RunLine'
import { useDownload } from './use-download'
import css from './exports.module.css'

export function DownloadSection() {
  const { t } = useTranslation('exports')
  const { setExport, cancelExport } = useActions()
  const { options, run, findings } = useAppState((state) => state.exports)
  const dimension = useAppState(({ model }) => {
    const dense = model.phase === 'ready' ? model.info.heads.dense : null
    return dense?.state === 'available' ? dense.value.dimension : null
  })
  const pageDimension = useAppState((state) => effectiveTruncateDim(state.settings.truncateDim, state.model))
  const changes = useAppState(findingsStaleness)
  const sizes = useAppState(exportSizes)
  const hasText = useAppState((state) => state.a.text.trim() !== '' || state.b.text.trim() !== '')
  const target = targetOf(options.target)
  const download = useDownload()
  const running = run.phase === 'running'
  return (
    <div className={css.exports}>
      <p className={css.about}>{t('intro')}</p>
      <Options
        options={options}
        target={target}
        estimate={sizes?.estimate ?? null}
        dimension={dimension}
        pageDimension={pageDimension}
        disabled={running}
        onChange={setExport}
      />
      <p className={css.size}>
        {sizes !== null && target.cannot.colbert === undefined && (
          <span>
            {t('size.colbert', {
              size: size(sizes.estimate.colbert),
              dimension: sizes.colbertDimension,
            })}{' '}
          </span>
        )}
        <strong>{t('size.total')}</strong>{' '}
        <span className="num" data-testid="export-size" data-bytes={sizes?.total ?? ''}>
          {sizes === null
            ? t(hasText ? 'size.unknown' : 'size.nothing')
            : t('size.about', { size: size(sizes.total), count: sizes.records })}
        </span>
      </p>
      <RunLine
        run={run}
        target={target}
        onRun={() => void download.run()}
        onSetup={() => void download.setup()}
        onCancel={cancelExport}
      />
      {run.phase === 'failed' && <ErrorBox error={run.error} />}
      {findings && <Findings findings={findings} changes={changes} />}
      <Preview />
      <Loading target={target} settings={options} />
    </div>
  )
}
