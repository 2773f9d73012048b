import { app } from './app'
import { errors } from './errors'
import { scores } from './scores'
import { environment } from './environment'
import { common } from './common'
import { certificate } from './certificate'
import { compare } from './compare'
import { models } from './models'

export const en = { app, errors, scores, environment, common, models, compare, certificate }
