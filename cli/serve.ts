/** `serve`: m3scope's own server, until it is told to stop. */
import type { Server } from 'node:http'
import { serve as listen } from '@hono/node-server'
import type { Arguments } from './arguments'
import { openEngine, settingsOf } from './engine'
import { say } from './lines'
import { BODY_LIMIT, createServer, ROUTES } from './server/app'
import { UsageError } from './usage-error'

/** @throws Error where the port cannot be had */
export async function serve(options: Arguments): Promise<void> {
  if (options.file !== null) throw new UsageError(`serve reads no lines, found also: ${options.file}.`)
  const { host } = options
  const { engine, info } = await openEngine(options)
  const settings = settingsOf(options, info)
  const app = createServer({ engine, info, settings, weights: options.weights })
  const stopping = stopSignal()
  const server = await new Promise<Server>((resolve, reject) => {
    const made = listen({ fetch: app.fetch, port: options.port, hostname: host }, ({ port }) => {
      say(`${info.id} at http://${host.includes(':') ? `[${host}]` : host}:${port} (${ROUTES.join(', ')})`)
      say(
        `max_length ${settings.maxLength}, bodies up to ${BODY_LIMIT} bytes; pages of any origin may ask (CORS *).`,
      )
      resolve(made)
    }) as Server
    made.once('error', (error: NodeJS.ErrnoException) => reject(new Error(whyNot(error, options))))
  })
  await stopping
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
  engine.dispose()
  say('stopped.')
}

function whyNot({ code, message }: NodeJS.ErrnoException, { host, port }: Arguments): string {
  if (code === 'EADDRINUSE') return `port ${port} of ${host} is taken: choose another with --port.`
  if (code === 'EACCES')
    return `port ${port} may not be opened by this user: choose one above 1023 with --port.`
  return `cannot listen on ${host}:${port}: ${message}`
}

const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
