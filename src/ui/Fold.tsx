import { useState, type ReactNode } from 'react'
import { useEver } from './use-ever'
import css from './Fold.module.css'

interface FoldProps {
  readonly title: ReactNode
  /** Whether it is open until the user opens or closes it. */
  readonly open: boolean
  /** Buttons at the right of the title. They stay when it is closed. */
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A section that can be closed. What was never open is not drawn. */
export function Fold({ title, open, actions, children }: FoldProps) {
  const [chosen, setChosen] = useState<boolean | null>(null)
  const isOpen = chosen ?? open
  const isDrawn = useEver(isOpen)
  return (
    <section className={css.fold}>
      {actions !== undefined && <div className={css.actions}>{actions}</div>}
      <details
        open={isOpen}
        onToggle={(event) => {
          // The browser reports what the page has set, too.
          if (event.currentTarget.open !== isOpen) setChosen(event.currentTarget.open)
        }}
      >
        <summary className={css.title}>
          <h3>{title}</h3>
        </summary>
        {isDrawn && children}
      </details>
    </section>
  )
}
