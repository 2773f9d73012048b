import type { ReactNode } from 'react'
import css from './KeyValue.module.css'

export interface Fact {
  readonly key: string
  readonly label: ReactNode
  readonly value: ReactNode
  /** The source of the fact, or its meaning. */
  readonly note?: ReactNode
}

/** Facts as rows: label, value, note. */
export function KeyValue({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={css.facts}>
      {facts.map((fact) => (
        <div key={fact.key} className={css.fact}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
          <dd className={css.note}>{fact.note}</dd>
        </div>
      ))}
    </dl>
  )
}
