import { useRef, useState, type ReactNode } from 'react'
import { Button, Popover } from 'antd'

interface Props {
  readonly name: string
  /** What is chosen now. */
  readonly value: string
  readonly title: string
  readonly testId: string
  /** Amber: what is chosen is not what will run. */
  readonly warn?: boolean
  readonly children: ReactNode
}

/** An option as "name value ▾"; opens its controls. Escape closes and gives the focus back. */
export function OptionPopover({ name, value, title, testId, warn = false, children }: Props) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const content = useRef<HTMLDivElement>(null)
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      open={open}
      onOpenChange={setOpen}
      afterOpenChange={(isOpen) => {
        if (isOpen)
          content.current?.querySelector<HTMLElement>('input:checked, input, textarea, button')?.focus()
      }}
      destroyOnHidden
      title={title}
      content={
        <div
          ref={content}
          className="option-content"
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            setOpen(false)
            button.current?.focus()
          }}
        >
          {children}
        </div>
      }
    >
      <Button
        ref={button}
        size="small"
        type="text"
        className="option"
        data-testid={testId}
        data-value={value}
        data-warn={warn}
        aria-expanded={open}
        aria-haspopup="dialog"
        title={title}
      >
        <span className="muted">{name}</span> <span className="num">{value}</span>{' '}
        <span className="muted">▾</span>
      </Button>
    </Popover>
  )
}
