import type { Dictionary } from '../dictionary'
import type { anatomy as en } from '../en/anatomy'

export const anatomy: Dictionary<typeof en> = {
  title: 'anatomy',
}
