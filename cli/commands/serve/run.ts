/** `serve`: m3scope's own server, until SIGINT or SIGTERM. */
import { once } from 'node:events'
import type { Server } from 'node:http'
import { serve as listen } from '@hono/node-server'
import { Monitor } from '../../../src/engine/monitor/monitor'
import type { EncodeOption, EngineOption } from '../../describe/options'
import type { Arguments } from '../../describe/types'
import type { Io } from '../../shared/io'
import { openEngine, settingsOf } from '../../shared/engine'
import { BODY_LIMIT, createServer, ROUTES } from './app'
import { UsageError } from '../../shared/usage-error'

type Options = Arguments<EngineOption | EncodeOption | 'weights' | 'port' | 'host'>

/** @throws Error when the port cannot be opened; EngineError worker/crashed when the engine has ended */
export async function run(options: Options, io: Io): Promise<void> {
  if (options.file !== null) throw new UsageError(`serve reads no lines, found also: ${options.file}.`)
  const { host } = options
  const crashed = new AbortController()
  const monitor = new Monitor()
  const { engine, info } = await openEngine(options, io, {
    onCrash: (error) => crashed.abort(error),
    watch: monitor,
  })
  const settings = settingsOf(options, info)
  const app = createServer({ engine, info, settings, weights: options.weights, monitor })
  const stop = io.stopSignal()
  const server = await new Promise<Server>((resolve, reject) => {
    const made = listen({ fetch: app.fetch, port: options.port, hostname: host }, ({ port }) => {
      io.messages.say(
        `${info.id} at http://${host.includes(':') ? `[${host}]` : host}:${port} (${ROUTES.join(', ')})`,
      )
      io.messages.say(
        `max_length ${settings.maxLength}, bodies up to ${BODY_LIMIT} bytes; pages of any origin may ask (CORS *).`,
      )
      resolve(made)
    }) as Server
    made.once('error', (error: NodeJS.ErrnoException) => reject(new Error(whyNot(error, options))))
  })
  await aborted(AbortSignal.any([stop, crashed.signal]))
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
  crashed.signal.throwIfAborted()
  io.messages.say('stopped.')
}

const aborted = async (signal: AbortSignal): Promise<void> => {
  if (!signal.aborted) await once(signal, 'abort')
}

function whyNot({ code, message }: NodeJS.ErrnoException, { host, port }: Options): string {
  if (code === 'EADDRINUSE') return `port ${port} of ${host} is taken: choose another with --port.`
  if (code === 'EACCES')
    return `port ${port} may not be opened by this user: choose one above 1023 with --port.`
  return `cannot listen on ${host}:${port}: ${message}`
}
