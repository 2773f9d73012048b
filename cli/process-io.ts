/** The streams, the variables and the signals of this process. */
import { once } from 'node:events'
import type { Io } from './shared/io'
import { Messages } from './shared/messages'

export const processIo = (): Io => ({
  stdin: process.stdin,
  async write(chunk) {
    if (!process.stdout.write(chunk)) await once(process.stdout, 'drain')
  },
  messages: new Messages(process.stderr),
  env: process.env,
  stopSignal() {
    const controller = new AbortController()
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort())
    return controller.signal
  },
  models: async () => (await import('./shared/models')).diskModels,
})
