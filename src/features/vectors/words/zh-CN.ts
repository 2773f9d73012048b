import type { Dictionary } from '../../../i18n/dictionary'
import type { vectors as en } from './en'

export const vectors: Dictionary<typeof en> = {
  sections: {
    label: '向量的用途',
  },
}
