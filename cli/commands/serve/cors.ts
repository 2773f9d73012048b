/** Pages of any origin may ask, with whatever headers their client adds (openai's adds `x-stainless-*`). */
import type { Context, MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'

/** RFC 9110: token. What a browser asks for consists of these; anything else is not repeated. */
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
const ALWAYS = ['content-type', 'authorization']

export const anyPage: MiddlewareHandler = async (c, next) => {
  // When a page on a public address asks a server on a private one, Chrome wants this header in the preflight.
  if (c.req.header('access-control-request-private-network') === 'true')
    c.header('Access-Control-Allow-Private-Network', 'true')
  // Hono answers every OPTIONS as a preflight; one without this header only asks for the methods.
  if (c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') === undefined) {
    c.header('Access-Control-Allow-Origin', '*')
    return next()
  }
  return cors({
    origin: '*',
    allowMethods: ['GET', 'HEAD', 'POST'],
    allowHeaders: askedHeaders(c),
    exposeHeaders: ['Allow'],
    maxAge: 600,
  })(c, next)
}

/** `authorization` by name: `*` would not include it. */
function askedHeaders(c: Context): string[] {
  const asked = (c.req.header('access-control-request-headers') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => HEADER_NAME.test(name))
  return [...new Set([...ALWAYS, ...asked])]
}
