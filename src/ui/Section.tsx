import type { ReactNode } from 'react'
import './ui.css'

export interface SectionProps {
  readonly title: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

export function Section({ title, actions, children }: SectionProps) {
  return (
    <section className="ui-section">
      <header className="ui-section-head">
        <h3>{title}</h3>
        {actions !== undefined && <div className="ui-actions">{actions}</div>}
      </header>
      {children}
    </section>
  )
}
