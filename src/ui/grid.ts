import { createContext } from 'react'

/** True inside a NumGrid, where arrow keys walk from number to number and Tab passes over the whole. */
export const InGrid = createContext(false)
