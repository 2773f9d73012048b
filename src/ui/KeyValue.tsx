import type { ReactNode } from 'react'
import './ui.css'

export interface Fact {
  readonly key: string
  readonly label: ReactNode
  readonly value: ReactNode
  /** Where the fact is from, or what it means. */
  readonly note?: ReactNode
}

/** Facts as rows: label, value, note. */
export function KeyValue({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="ui-facts">
      {facts.map((fact) => (
        <div key={fact.key} className="ui-fact">
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
          <dd className="ui-note">{fact.note}</dd>
        </div>
      ))}
    </dl>
  )
}
