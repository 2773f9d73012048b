import { Button } from 'antd'
import { CloseOutlined, DownloadOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { TARGET_TITLES } from '../../formats/export/types'
import { useActions, useAppState } from '../../core/react'
import { useDownload } from './use-download'

/** Downloads the vectors with the settings of the section "download", without opening it. */
export function DownloadButton() {
  const { t } = useTranslation(['app', 'common'])
  const { cancelExport, showSection } = useActions()
  const { options, run, findings } = useAppState((state) => state.exports)
  const download = useDownload()
  const running = run.phase === 'running'
  const warnings = run.phase === 'done' ? (findings?.list.length ?? 0) : 0
  const title = t('download.title', {
    target: TARGET_TITLES[options.target],
    units: t(`download.units.${options.units}`),
    heads: options.heads.map((head) => t(`common:scoreNames.${head}`)).join(' + '),
  })
  return (
    <>
      <Button
        size="small"
        type="text"
        icon={<DownloadOutlined />}
        loading={running}
        title={title}
        data-testid="download-vectors"
        data-phase={run.phase}
        onClick={() => void download.run()}
      >
        {running && run.total > 0
          ? t('download.running', { done: run.done, total: run.total })
          : t('download.button')}
      </Button>
      {running && (
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined />}
          title={t('download.cancel')}
          aria-label={t('download.cancel')}
          data-testid="download-vectors-cancel"
          onClick={cancelExport}
        />
      )}
      {warnings > 0 && (
        <Button
          size="small"
          type="text"
          title={t('download.findingsTitle')}
          data-testid="download-warnings"
          onClick={() => showSection('export', 'download')}
        >
          <span className="amber">{t('download.findings', { count: warnings })}</span>
        </Button>
      )}
    </>
  )
}
