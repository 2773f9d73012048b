import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import { InGrid } from './grid'
import css from './NumGrid.module.css'

const ROWS = '.ant-table-row, tr'
const STEPS: Readonly<Record<string, readonly [row: number, column: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

function walk(grid: HTMLElement, from: Element | null, [dRow, dColumn]: readonly [number, number]): boolean {
  const rows = [...grid.querySelectorAll(ROWS)]
    .map((row) => [...row.querySelectorAll<HTMLElement>('.num-button')])
    .filter((row) => row.length > 0)
  const row = rows.findIndex((numbers) => numbers.some((num) => num === from))
  const column = row < 0 ? 0 : rows[row]!.findIndex((num) => num === from)
  const target = row < 0 ? rows[0]?.[0] : rows[row + dRow]?.[column + dColumn]
  target?.focus()
  return target !== undefined
}

/** A grid is one stop for Tab. Arrow keys move through the numbers of the table inside; Escape goes back to the grid. */
export function NumGrid({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const grid = useRef<HTMLDivElement>(null)
  // A table without numbers that is wider than the window: its scroller is a stop too, or the keyboard could not scroll it.
  useEffect(() => {
    for (const scroller of grid.current!.querySelectorAll<HTMLElement>('.ant-table-content'))
      scroller.tabIndex = scroller.querySelector('button, a, input') === null ? 0 : -1
  })
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = STEPS[event.key]
    if (step && walk(event.currentTarget, document.activeElement, step)) event.preventDefault()
    if (event.key === 'Escape') event.currentTarget.focus()
  }
  return (
    <div ref={grid} className={css.grid} role="group" aria-label={label} tabIndex={0} onKeyDown={onKeyDown}>
      <InGrid value={true}>{children}</InGrid>
    </div>
  )
}
