import type { ReactNode } from 'react'
import css from './Section.module.css'

export interface SectionProps {
  readonly title: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function Section({ title, actions, children }: SectionProps) {
  return (
    <section className={css.section}>
      <header className={css.head}>
        <h3>{title}</h3>
        {actions !== undefined && <div className={css.actions}>{actions}</div>}
      </header>
      {children}
    </section>
  )
}
