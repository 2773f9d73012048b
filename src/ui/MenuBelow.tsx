import { useState, type ReactElement } from 'react'
import { Dropdown, type DropdownProps } from 'antd'

interface Props {
  readonly menu: NonNullable<DropdownProps['menu']>
  readonly disabled: boolean
  /** The button. */
  readonly children: ReactElement
}

/** The menu of a MenuButton. It is mounted by a click on the button, so it begins open. */
export function MenuBelow({ menu, disabled, children }: Props) {
  const [open, setOpen] = useState(true)
  return (
    <Dropdown trigger={['click']} open={open} onOpenChange={setOpen} menu={menu} disabled={disabled}>
      {children}
    </Dropdown>
  )
}
