import { useRef, useState, type ReactNode } from 'react'
import { Button, Popover, type ButtonProps } from 'antd'

interface Props {
  /** `data-testid`, labels, class: whatever the button needs. */
  readonly button: ButtonProps
  readonly title?: string
  readonly className?: string
  /** What stands on the button. */
  readonly face: ReactNode
  /** What opens; a function gets what closes it. */
  readonly children: ReactNode | ((close: () => void) => ReactNode)
}

/** Moved sideways as far as it must: turned over, wide content would leave a narrow screen on the other side. */
const ALIGN = { overflow: { shiftX: true, adjustY: true } }

const FIRST = 'input:checked, input:enabled, textarea, button:enabled'

/** A button that opens controls below it. The first of them gets the focus; Escape closes and gives it back. */
export function PopoverButton({ button, title, className, face, children }: Props) {
  const [open, setOpen] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const close = () => {
    setOpen(false)
    trigger.current?.focus()
  }
  const closeOnEscape = (event: { readonly key: string }) => {
    if (event.key === 'Escape' && open) close()
  }
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      align={ALIGN}
      open={open}
      onOpenChange={setOpen}
      afterOpenChange={(isOpen) => {
        if (isOpen) content.current?.querySelector<HTMLElement>(FIRST)?.focus()
      }}
      destroyOnHidden
      title={title}
      content={
        <div ref={content} className={className} onKeyDown={closeOnEscape}>
          {typeof children === 'function' ? children(close) : children}
        </div>
      }
    >
      <Button
        {...button}
        ref={trigger}
        size="small"
        aria-expanded={open}
        aria-haspopup="dialog"
        onKeyDown={closeOnEscape}
      >
        {face}
      </Button>
    </Popover>
  )
}
