import { Suspense } from 'react'
import { SnippetsOutlined } from '@ant-design/icons'
import { Button, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions, useAppState } from '../../core/react'
import { useEver } from '../../ui/use-ever'
import { PasteDialog } from '../paste'

/**
 * Opens the paste dialog. The dialog stays mounted after it was first opened, because an unmounted dialog cannot
 * return the focus.
 */
export function PasteButton() {
  const { t } = useTranslation('pastebutton')
  const { openPaste } = useActions()
  const open = useAppState((state) => state.paste.open)
  const wanted = useEver(open)
  return (
    <>
      <Tooltip title={t('openTitle')} mouseEnterDelay={0.5}>
        <Button
          size="small"
          type="text"
          icon={<SnippetsOutlined />}
          data-testid="paste-open"
          aria-label={t('open')}
          onClick={() => openPaste(true)}
        >
          {t('open')}
        </Button>
      </Tooltip>
      {wanted && (
        <Suspense fallback={null}>
          <PasteDialog />
        </Suspense>
      )}
    </>
  )
}
