import { Drawer } from 'antd'
import { useTranslation } from 'react-i18next'
import { useActions } from '../../core/react'
import { OpenedAnatomy } from './OpenedAnatomy'

interface DrawerProps {
  readonly isOpen: boolean
  readonly isPhone: boolean
}

/** A view closes by itself on Escape, after a pinned token inside has been released. */
const OURS = { closable: false, keyboard: false } as const
const BODY = { body: { padding: 0, overflow: 'hidden' } } as const

/**
 * The opened pair over the map. Beside it the map stays in use, so that the next cell is one click away; on a phone the sheet has
 * the focus and a tap beside it closes it.
 */
export function AnatomyDrawer({ isOpen, isPhone }: DrawerProps) {
  const { t } = useTranslation('anatomy')
  const { closeAnatomy } = useActions()
  const common = {
    ...OURS,
    open: isOpen,
    onClose: closeAnatomy,
    styles: BODY,
    destroyOnHidden: true,
    'aria-label': t('place.label'),
  }
  if (isPhone)
    return (
      <Drawer key="sheet" {...common} placement="bottom" size="min(78dvh, 640px)" focusable={{ trap: true }}>
        <OpenedAnatomy />
      </Drawer>
    )
  return (
    <Drawer
      key="side"
      {...common}
      placement="right"
      size="min(440px, 56%)"
      mask={false}
      autoFocus={false}
      focusable={{ trap: false, focusTriggerAfterClose: false }}
      getContainer={false}
      rootStyle={{ position: 'absolute' }}
    >
      <OpenedAnatomy />
    </Drawer>
  )
}
