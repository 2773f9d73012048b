import type { Dictionary } from '../dictionary'
import type { rules as en } from '../en/rules'

export const rules: Dictionary<typeof en> = {
  title: 'rules',
}
