import { Button } from 'antd'
import { CloseOutlined, DownloadOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { TARGET_TITLES } from '../../formats/export/types'
import { useActions, useAppState } from '../../core/react'
import { useDownload } from './use-download'

/** Downloads the vectors at once, with the settings of the section "download". */
export function DownloadButton() {
  const { t } = useTranslation('exports')
  const { cancelExport, showVectors } = useActions()
  const { options, run, findings } = useAppState((state) => state.exports)
  const download = useDownload()
  const running = run.phase === 'running'
  const warnings = run.phase === 'done' ? (findings?.list.length ?? 0) : 0
  const title = t('quick.title', {
    target: TARGET_TITLES[options.target],
    units: t(`unit.${options.units}`),
    heads: options.heads.map((head) => t(`heads.${head}`)).join(' + '),
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
          ? t('quick.running', { done: run.done, total: run.total })
          : t('quick.button')}
      </Button>
      {running && (
        <Button
          size="small"
          type="text"
          icon={<CloseOutlined />}
          title={t('quick.cancel')}
          aria-label={t('quick.cancel')}
          data-testid="download-vectors-cancel"
          onClick={cancelExport}
        />
      )}
      {warnings > 0 && (
        <Button
          size="small"
          type="text"
          title={t('quick.findingsTitle')}
          data-testid="download-warnings"
          onClick={() => showVectors('download')}
        >
          <span className="amber">{t('quick.findings', { count: warnings })}</span>
        </Button>
      )}
    </>
  )
}
