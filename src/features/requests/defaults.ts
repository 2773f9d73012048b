/** Initial state of the section of requests, values that are derived from it, and what is stored of it. */
import { z } from '../../engine/zod'
import { DIALECTS, defaultServer } from '../../formats/request'
import { DIALECT_NAMES, FORM_NAMES, type DialectName, type Server } from '../../formats/request/types'
import { ASK_KINDS, type RequestsState } from './types'
import { memoize } from '../../core/memoize'

const serversOf = (make: (name: DialectName) => Server): RequestsState['servers'] =>
  Object.fromEntries(DIALECT_NAMES.map((name) => [name, make(name)])) as RequestsState['servers']

export const defaultRequests: RequestsState = {
  dialect: 'openai',
  form: 'bash',
  kind: 'vectors',
  servers: serversOf((name) => defaultServer(DIALECTS[name])),
}

/** The stored form. An address that may contain a password or a key is replaced by the default. */
export const keptRequests = memoize(1, (requests: RequestsState): RequestsState => {
  const kept = serversOf((name) => {
    const server = requests.servers[name]
    return /[@?#]/.test(server.baseUrl) ? { ...server, baseUrl: DIALECTS[name].defaultUrl } : server
  })
  return { ...requests, servers: kept }
})

const serverSchema = (name: DialectName) => {
  const usual = defaultServer(DIALECTS[name])
  return z.catch(
    z.object({
      baseUrl: z.catch(z.string(), usual.baseUrl),
      model: z.catch(z.string(), usual.model),
      withKey: z.catch(z.boolean(), usual.withKey),
    }),
    usual,
  )
}

const usualServers = defaultRequests.servers
const serversSchema = z.pipe(
  z.catch(z.record(z.string(), z.unknown()), {}),
  z.transform((kept) => serversOf((name) => serverSchema(name).parse(kept[name] ?? usualServers[name]))),
)

export const requestsSchema = z.catch(
  z.object({
    dialect: z.catch(z.enum(DIALECT_NAMES), defaultRequests.dialect),
    form: z.catch(z.enum(FORM_NAMES), defaultRequests.form),
    kind: z.catch(z.enum(ASK_KINDS), defaultRequests.kind),
    servers: serversSchema,
  }),
  { ...defaultRequests },
)
