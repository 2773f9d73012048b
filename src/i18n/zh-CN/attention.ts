import type { Dictionary } from '../dictionary'
import type { attention as en } from '../en/attention'

export const attention: Dictionary<typeof en> = {
  title: 'attention',
}
