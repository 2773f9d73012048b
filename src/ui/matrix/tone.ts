import { between } from './colours'
import type { Picture } from './picture'

/** Position of a value on the scale of colours, from 0 to 1. */
export const toneOf = ({ tone, low, high }: Pick<Picture, 'tone' | 'low' | 'high'>, value: number): number =>
  tone ? tone(value) : between(value, low, high)
