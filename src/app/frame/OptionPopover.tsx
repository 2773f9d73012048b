import type { ReactNode } from 'react'
import { clsx } from 'clsx'
import { PopoverButton } from '../../ui/PopoverButton'
import css from './options.module.css'

interface Props {
  readonly name: string
  /** The chosen value. */
  readonly value: string
  readonly title: string
  readonly testId: string
  /** Amber: a run will use another value than the chosen one. */
  readonly warn?: boolean
  /** Fetches the code of the controls before they are shown; left out: it is there. */
  readonly load?: () => Promise<void>
  /** The controls. */
  readonly children: ReactNode
}

/** A button "name value ▾" for one option; it opens the controls of the option. */
export function OptionPopover({ name, value, title, testId, warn = false, load, children }: Props) {
  return (
    <PopoverButton
      title={title}
      className={clsx(css.optionContent)}
      {...(load && { load })}
      button={{
        type: 'text',
        className: clsx(css.option),
        title,
        'data-testid': testId,
        'data-value': value,
        'data-warn': String(warn),
      }}
      face={
        <>
          <span className="muted">{name}</span> <span className={clsx('num', warn && 'amber')}>{value}</span>{' '}
          <span className="muted">▾</span>
        </>
      }
    >
      {children}
    </PopoverButton>
  )
}
