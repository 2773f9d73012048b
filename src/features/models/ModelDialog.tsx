import { useEffect, useState, type DragEvent, type ReactNode } from 'react'
import { ConfigProvider, Modal, Tabs } from 'antd'
import { useTranslation } from 'react-i18next'
import { clsx } from 'clsx'
import type { Capabilities } from '../../platform/web/capabilities'
import { pickedFromDrop } from '../../platform/web/local/collect'
import { useActions, useAppState } from '../../core/react'
import { PICKER_TABS, type Picker, type PickerTab } from './picker'
import { Finding } from './Finding'
import { HubTab } from './HubTab'
import { LoadBar } from './LoadBar'
import { LocalTab } from './LocalTab'
import type { ProviderChoice } from './RunChoice'
import { SiteTab } from './SiteTab'
import { StoredTab } from './StoredTab'
import { usePicking, type Picking } from './use-picked'
import css from './models.module.css'

/** The dialog to choose a model: from the site, a hub, this disk, or the browser's storage. */
export function ModelDialog({ capabilities }: { readonly capabilities: Capabilities }) {
  const { t } = useTranslation('models')
  const { closePicker } = useActions()
  const picker = useAppState((state) => state.picker)
  const open = picker !== null
  const [dragging, setDragging] = useState(false)
  const picking = usePicking()
  const provider = useProviderChoice(open)
  useFocusBack(open)

  const over = (event: DragEvent) => {
    if (!hasFiles(event)) return
    event.preventDefault()
    setDragging(true)
  }
  return (
    <Modal
      open={open}
      onCancel={closePicker}
      title={t(picker?.target === 'second' ? 'titleSecond' : 'title')}
      width={{ xs: '100vw', md: 860 }}
      className={clsx(css.dialog)}
      classNames={{ body: clsx(css.dialogBody), container: clsx(css.dialogFrame) }}
      destroyOnHidden
      closable={{ 'aria-label': t('close') }}
      footer={picker && <LoadBar picker={picker} provider={provider} />}
      wrapProps={{
        onDragEnter: over,
        onDragOver: over,
        onDragLeave: (event: DragEvent) => {
          if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDragging(false)
        },
        onDrop: (event: DragEvent) => {
          setDragging(false)
          if (!hasFiles(event)) return
          event.preventDefault()
          picking.pick(pickedFromDrop([...event.dataTransfer.items]))
        },
      }}
    >
      {picker && (
        <ConfigProvider radio={RADIO}>
          <div className={css.body} data-testid="model-dialog">
            <Places picker={picker} picking={picking} />
            <Finding picker={picker} picking={picking} provider={provider} capabilities={capabilities} />
          </div>
        </ConfigProvider>
      )}
      {dragging && <div className={css.dropHint}>{t('local.dropAnywhere')}</div>}
    </Modal>
  )
}

/** The circle of a radio with a label of several lines stays at the first line. */
const RADIO = { className: clsx(css.radio), classNames: { icon: clsx(css.radioIcon) } }

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files')

/**
 * The provider that is chosen in the dialog. It is applied only when the model is loaded, because it restarts the
 * engine.
 */
function useProviderChoice(open: boolean): ProviderChoice {
  const setting = useAppState((state) => state.settings.provider)
  const [value, choose] = useState(setting)
  useEffect(() => choose(setting), [open, setting])
  return { value, choose }
}

function Places({ picker, picking }: { readonly picker: Picker; readonly picking: Picking }) {
  const { t } = useTranslation('models')
  const { setPickerTab } = useActions()
  const contents: Readonly<Record<PickerTab, ReactNode>> = {
    site: <SiteTab picker={picker} />,
    hub: <HubTab picker={picker} />,
    local: <LocalTab picking={picking} />,
    stored: <StoredTab />,
  }
  return (
    <Tabs
      className={clsx(css.tabs)}
      classNames={{ header: clsx(css.tabsHead) }}
      size="small"
      tabBarGutter={16}
      activeKey={picker.tab}
      onChange={(key) => {
        const tab = PICKER_TABS.find((each) => each === key)
        if (tab) setPickerTab(tab)
      }}
      animated={false}
      destroyOnHidden
      items={PICKER_TABS.map((tab) => ({
        key: tab,
        label: <span data-testid={`picker-tab-${tab}`}>{t(`tabs.${tab}`)}</span>,
        children: <div className={css.tab}>{contents[tab]}</div>,
      }))}
    />
  )
}

/**
 * Returns the focus when the dialog is closed. If the element that had it before is gone, such as a button in a
 * popover, the model badge gets the focus.
 */
function useFocusBack(open: boolean): void {
  useEffect(() => {
    if (!open) return
    const before = document.activeElement
    return () => {
      const target =
        before instanceof HTMLElement && before.isConnected && before !== document.body
          ? before
          : document.querySelector<HTMLElement>('[data-testid=model-status]')
      target?.focus()
    }
  }, [open])
}
