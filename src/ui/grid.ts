import { createContext } from 'react'

/** True inside a NumGrid: there arrow keys move from number to number, and Tab leaves the grid. */
export const InGrid = createContext(false)
