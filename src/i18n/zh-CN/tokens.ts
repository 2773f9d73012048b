import type { Dictionary } from '../dictionary'
import type { tokens as en } from '../en/tokens'

export const tokens: Dictionary<typeof en> = {
  title: 'tokens',
}
