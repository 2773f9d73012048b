import { useId, type ReactNode } from 'react'
import { clsx } from 'clsx'
import css from './Field.module.css'

interface FieldProps {
  readonly label: string
  readonly title?: string | undefined
  /** Gives the width. */
  readonly className?: string | undefined
  /** @param id the id that the control must have, so that the label names it */
  readonly children: (id: string) => ReactNode
}

/** A control of a form, with its label above it. */
export function Field({ label, title, className, children }: FieldProps) {
  const id = useId()
  return (
    <div className={clsx(css.field, className)} title={title}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}
