/** Random numbers from a seed: the same on every machine, so that an interval or a p-value can be computed again. */

export interface Random {
  /** [0, 1), 32 bits. */
  next(): number
  /** An integer from 0 to n - 1. */
  below(n: number): number
}

/** sfc32 of PractRand (C. Doty-Humphrey), 128 bits of state; the first values are thrown away, as its author does. */
export function seeded(seed: number): Random {
  let a = 0x9e3779b9 | 0
  let b = 0x243f6a88 | 0
  let c = seed | 0
  let d = Math.floor(seed / 2 ** 32) | 1
  const next = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + t) | 0
    return (t >>> 0) / 2 ** 32
  }
  for (let i = 0; i < 16; i++) next()
  return { next, below: (n) => Math.floor(next() * n) }
}
