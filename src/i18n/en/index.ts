import { app } from '../../app/words/en'
import { errors } from './errors'
import { scores } from '../../features/scores/words/en'
import { environment } from '../../features/environment/words/en'
import { common } from './common'
import { certificate } from '../../features/certificate/words/en'
import { compare } from '../../features/compare/words/en'
import { models } from '../../features/models/words/en'
import { heatmap } from '../../features/heatmap/words/en'
import { anatomy } from '../../features/anatomy/words/en'
import { tokens } from '../../features/tokens/words/en'
import { attention } from '../../features/attention/words/en'
import { rules } from '../../features/rules/words/en'
import { vectors } from '../../features/vectors/words/en'
import { exports } from '../../features/exports/words/en'
import { requests } from '../../features/requests/words/en'
import { paste } from '../../features/paste/words/en'
import { endpoint } from '../../features/endpoint/words/en'
import { why } from '../../features/why/words/en'
import { cases } from '../../features/cases/words/en'

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
