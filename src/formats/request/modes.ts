import type { HeadName } from '../../engine/model/types'

/** The page's modes, by the heads whose vectors a request must give. */
const HEADS = {
  hybrid: ['dense', 'sparse'],
  dense: ['dense'],
  sparse: ['sparse'],
  colbert: ['colbert'],
  all: ['dense', 'sparse', 'colbert'],
} as const satisfies Record<string, readonly HeadName[]>

export type RequestMode = keyof typeof HEADS
export const REQUEST_MODES = Object.keys(HEADS) as readonly RequestMode[]

export const headsOfMode = (mode: RequestMode): readonly HeadName[] => HEADS[mode]
