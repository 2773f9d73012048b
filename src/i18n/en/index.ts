import { app } from './app'
import { errors } from './errors'
import { scores } from './scores'
import { environment } from './environment'
import { common } from './common'

export const en = { app, errors, scores, environment, common }
