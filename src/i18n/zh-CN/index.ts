import { app } from '../../app/words/zh-CN'
import { errors } from './errors'
import { scores } from '../../features/scores/words/zh-CN'
import { environment } from '../../features/environment/words/zh-CN'
import { common } from './common'
import { certificate } from '../../features/certificate/words/zh-CN'
import { compare } from '../../features/compare/words/zh-CN'
import { models } from '../../features/models/words/zh-CN'
import { heatmap } from '../../features/heatmap/words/zh-CN'
import { anatomy } from '../../features/anatomy/words/zh-CN'
import { tokens } from '../../features/tokens/words/zh-CN'
import { attention } from '../../features/attention/words/zh-CN'
import { rules } from '../../features/rules/words/zh-CN'
import { vectors } from '../../features/vectors/words/zh-CN'
import { exports } from '../../features/exports/words/zh-CN'
import { requests } from '../../features/requests/words/zh-CN'
import { paste } from '../../features/paste/words/zh-CN'
import { endpoint } from '../../features/endpoint/words/zh-CN'
import { why } from '../../features/why/words/zh-CN'
import { cases } from '../../features/cases/words/zh-CN'
import type { Dictionary } from '../dictionary'
import type { en } from '../en'

export const zhCN: Dictionary<typeof en> = {
  app,
  errors,
  scores,
  environment,
  common,
  models,
  compare,
  certificate,
  heatmap,
  anatomy,
  tokens,
  attention,
  rules,
  vectors,
  exports,
  requests,
  paste,
  endpoint,
  why,
  cases,
}
