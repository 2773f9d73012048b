import type { ReactNode } from 'react'
import { useActions } from '../../core/react'
import css from './term-link.module.css'

interface Props {
  /** An English name or the id of a term of the glossary. */
  readonly term: string
  readonly children: ReactNode
}

/** A word of the page that opens its line of the glossary. */
export function TermLink({ term, children }: Props) {
  const { showHelp } = useActions()
  return (
    <button type="button" className={css.term} data-testid="term-link" onClick={() => showHelp(term)}>
      {children}
    </button>
  )
}
