import { app } from './app'
import { errors } from './errors'
import { scores } from './scores'
import { environment } from './environment'

export const en = { app, errors, scores, environment }
