/** Sources that are written by a program: name, below src/kernels/assembly → text. scripts/build-kernels.mjs calls it. */
import { attentionTiles } from './attention'
import { tiles } from './tiles'

export const files = (): Readonly<Record<string, string>> => ({
  'generated/attention.ts': attentionTiles(),
  'generated/tiles.ts': tiles(),
})
