import { useRef } from 'react'
import { Button, Modal } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import { useActions, useAppState } from '../../core/react'
import { LoadPasted, PasteBody } from './PasteBody'
import css from './paste.module.css'

export function PasteDialog() {
  const { t } = useTranslation('paste')
  const { openPaste } = useActions()
  const open = useAppState((state) => state.paste.open)
  const area = useRef<TextAreaRef>(null)
  const phase = useAppState((state) => state.paste.read.phase)
  return (
    <Modal
      open={open}
      onCancel={() => openPaste(false)}
      // While it opens it cannot have the focus; later it would be on the button that closes.
      afterOpenChange={(isOpen) => isOpen && area.current?.focus()}
      width={880}
      title={t('title')}
      classNames={{ body: clsx(css.paste) }}
      destroyOnHidden
      footer={
        <>
          <Button data-testid="paste-close" onClick={() => openPaste(false)}>
            {t('cancel')}
          </Button>
          <LoadPasted />
        </>
      }
    >
      <div data-testid="paste-dialog" data-phase={phase}>
        <PasteBody area={area} />
      </div>
    </Modal>
  )
}
