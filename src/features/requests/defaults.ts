/** Requests for the present case: what is derived from the state, and what of it is kept. */
import { z } from 'zod'
import { DIALECTS, defaultServer } from '../../formats/request'
import { DIALECT_NAMES, FORM_NAMES, type DialectName, type Server } from '../../formats/request/types'
import { memoize } from '../../core/memoize'
import { ASK_KINDS, type RequestsState } from './types'

const serversOf = (make: (name: DialectName) => Server): RequestsState['servers'] =>
  Object.fromEntries(DIALECT_NAMES.map((name) => [name, make(name)])) as RequestsState['servers']

export const defaultRequests: RequestsState = {
  dialect: 'openai',
  form: 'bash',
  kind: 'vectors',
  servers: serversOf((name) => defaultServer(DIALECTS[name])),
}

/** Addresses are kept as they were typed, but never one that may hold a password or a key. */
export const keptRequests = memoize(1, (requests: RequestsState): RequestsState => {
  const kept = serversOf((name) => {
    const server = requests.servers[name]
    return /[@?#]/.test(server.baseUrl) ? { ...server, baseUrl: DIALECTS[name].defaultUrl } : server
  })
  return { ...requests, servers: kept }
})

const serverSchema = (name: DialectName) => {
  const usual = defaultServer(DIALECTS[name])
  return z
    .object({
      baseUrl: z.string().catch(usual.baseUrl),
      model: z.string().catch(usual.model),
      withKey: z.boolean().catch(usual.withKey),
    })
    .catch(usual)
}

const usualServers = defaultRequests.servers
const serversSchema = z
  .record(z.string(), z.unknown())
  .catch({})
  .transform((kept) => serversOf((name) => serverSchema(name).parse(kept[name] ?? usualServers[name])))

export const requestsSchema = z
  .object({
    dialect: z.enum(DIALECT_NAMES).catch(defaultRequests.dialect),
    form: z.enum(FORM_NAMES).catch(defaultRequests.form),
    kind: z.enum(ASK_KINDS).catch(defaultRequests.kind),
    servers: serversSchema,
  })
  .catch({ ...defaultRequests })
