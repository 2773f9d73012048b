import type { Dictionary } from '../../../i18n/dictionary'
import type { sections as en } from './en'

export const sections: Dictionary<typeof en> = {
  label: {
    diagnose: '要查什么',
    export: '要导出什么',
  },
}
