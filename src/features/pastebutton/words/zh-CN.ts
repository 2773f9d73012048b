import type { Dictionary } from '../../../i18n/dictionary'
import type { pastebutton as en } from './en'

export const pastebutton: Dictionary<typeof en> = {
  open: '粘贴 curl',
  openTitle: '从 curl、fetch、HAR、JSON 请求体或日志行载入案例',
}
