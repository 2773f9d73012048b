import { app } from './app'
import { errors } from './errors'
import { scores } from './scores'
import { environment } from './environment'
import { common } from './common'
import { certificate } from './certificate'
import { compare } from './compare'
import { models } from './models'
import { heatmap } from './heatmap'
import { anatomy } from './anatomy'
import { tokens } from './tokens'
import { attention } from './attention'
import { rules } from './rules'
import { vectors } from './vectors'
import { exports } from './exports'
import { requests } from './requests'
import { paste } from './paste'
import { endpoint } from './endpoint'
import { why } from './why'
import { cases } from './cases'

export const en = {
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
