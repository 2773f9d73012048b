import { Suspense, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Button, Popover, type ButtonProps } from 'antd'
import { Boundary } from './Boundary'

interface Props {
  /** Attributes of the button: `data-testid`, labels, class. */
  readonly button: ButtonProps
  readonly title?: string
  /** Fetches the code of what opens. It opens when that is there; pointing at the button is reason enough to fetch. */
  readonly load?: () => Promise<void>
  readonly className?: string
  /** Content of the button. */
  readonly face: ReactNode
  /** Content of the popover. A function receives the callback that closes it. */
  readonly children: ReactNode | ((close: () => void) => ReactNode)
}

/** The popover shifts sideways. If it flipped instead, wide content would leave a narrow screen on the other side. */
const ALIGN = { overflow: { shiftX: true, adjustY: true } }

const FIRST = 'input:checked, input:enabled, textarea, button:enabled'

/** A button that opens controls below it. The first of them gets the focus; Escape closes and gives it back. */
export function PopoverButton({ button, title, className, load, face, children }: Props) {
  const [open, setOpen] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const close = () => {
    setOpen(false)
    trigger.current?.focus()
  }
  const fetchAhead = () => void load?.().catch(() => undefined)
  const change = async (next: boolean) => {
    // If the code cannot be fetched, it opens all the same, and the error stands inside.
    if (next) await load?.().catch(() => undefined)
    setOpen(next)
  }
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return
    event.stopPropagation() // it may stand in another popover, which stays
    close()
  }
  return (
    <Popover
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      align={ALIGN}
      open={open}
      onOpenChange={(next) => void change(next)}
      afterOpenChange={(isOpen) => {
        if (isOpen) content.current?.querySelector<HTMLElement>(FIRST)?.focus()
      }}
      destroyOnHidden
      content={
        <div
          ref={content}
          role="dialog"
          aria-label={title ?? button['aria-label'] ?? button.title}
          className={className}
          onKeyDown={closeOnEscape}
        >
          {title !== undefined && <strong>{title}</strong>}
          <Boundary>
            <Suspense fallback={null}>{typeof children === 'function' ? children(close) : children}</Suspense>
          </Boundary>
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
        onFocus={fetchAhead}
        onPointerEnter={fetchAhead}
      >
        {face}
      </Button>
    </Popover>
  )
}
