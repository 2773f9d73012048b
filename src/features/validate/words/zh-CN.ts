import type { Dictionary } from '../../../i18n/dictionary'
import type { validate as en } from './en'
import { answer } from './zh-CN/answer'
import { data } from './zh-CN/data'
import { live } from './zh-CN/live'
import { report } from './zh-CN/report'
import { run } from './zh-CN/run'
import { triage } from './zh-CN/triage'

export const validate: Dictionary<typeof en> = { data, run, answer, triage, live, report }
