import type { ReactNode } from 'react'
import { cardPlace, type Cell, type Label, type Point } from './geometry'
import { dataCell, type Picture } from './picture'
import css from './matrix.module.css'

interface CardProps {
  readonly name: string
  readonly picture: Picture
  /** A cell or a label, as shown; null: there is nothing to tell. */
  readonly at: Cell | Label | null
  /** In the window; null: the keys have moved the cursor. */
  readonly pointer: Point | null
  readonly describe: (cell: Cell) => ReactNode
  readonly describeLabel: ((label: Label) => ReactNode) | undefined
}

/** What is under the pointer, in a card beside it that never leaves the window. */
export function MatrixCard({ name, picture, at, pointer, describe, describeLabel }: CardProps) {
  if (at === null) return null
  const common = {
    className: css.card,
    role: 'status',
    style: cardPlace(pointer, { width: window.innerWidth, height: window.innerHeight }),
    'data-beside': pointer === null ? 'matrix' : 'pointer',
  }
  if ('axis' in at) {
    const { axis } = at
    const of = dataCell(picture, { i: at.at, j: at.at })
    return (
      <div {...common} data-testid={`${name}-label`} data-axis={axis}>
        {describeLabel?.({ axis, at: axis === 'row' ? of.i : of.j })}
      </div>
    )
  }
  const cell = dataCell(picture, at)
  const value = picture.data[cell.i * picture.cols + cell.j]!
  return (
    <div
      {...common}
      data-testid={`${name}-hover`}
      data-i={cell.i}
      data-j={cell.j}
      data-value={Number.isNaN(value) ? '' : value}
    >
      {describe(cell)}
    </div>
  )
}
