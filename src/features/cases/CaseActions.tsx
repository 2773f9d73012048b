import { useRef } from 'react'
import { Button } from 'antd'
import { FolderOpenOutlined, SaveOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../core/react'
import { ShareButton } from './ShareButton'
import { useSaveCase } from './use-save-case'

/** Buttons to save, open and share a case. They are visible on every tab. */
export function CaseActions() {
  const { t } = useTranslation('cases')
  const { openCaseFiles } = useActions()
  const saving = useAppState((state) => state.cases.saving)
  const save = useSaveCase()
  const input = useRef<HTMLInputElement>(null)
  return (
    <>
      <Button
        size="small"
        type="text"
        icon={<SaveOutlined />}
        title={t('saveTitle')}
        aria-label={t('save')}
        data-testid="case-save"
        loading={saving}
        onClick={() => void save()}
      >
        <span className="wide-only">{t('save')}</span>
      </Button>
      <Button
        size="small"
        type="text"
        icon={<FolderOpenOutlined />}
        title={t('openTitle')}
        aria-label={t('open')}
        data-testid="case-open"
        onClick={() => input.current?.click()}
      >
        <span className="wide-only">{t('open')}</span>
      </Button>
      <input
        ref={input}
        id="case-file-input"
        data-testid="case-file-input"
        type="file"
        accept=".json,application/json"
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          event.target.value = '' // the same file may be chosen again
          if (files.length > 0) void openCaseFiles(files)
        }}
      />
      <ShareButton />
    </>
  )
}
