/** The streams, the variables and the signals of this process. */
import { once } from 'node:events'
import type { Io } from './shared/io'
import { Messages } from './shared/messages'

const SAME_SIGNAL_MS = 1_000

const startedByNpm = (env: NodeJS.ProcessEnv): boolean =>
  env['npm_lifecycle_event'] === 'cli' && env['npm_package_name'] === 'm3scope'

/**
 * `npm run cli` passes SIGINT and SIGTERM on (`exec` in package.json). An npm that is killed passes nothing on, and
 * leaves us behind with another parent.
 */
function watchParent(onGone: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    onGone()
  }, 100)
  timer.unref()
}

export const processIo = (): Io => ({
  stdin: process.stdin,
  async write(chunk) {
    if (!process.stdout.write(chunk)) await once(process.stdout, 'drain')
  },
  messages: new Messages(process.stderr),
  env: process.env,
  stopSignal() {
    const controller = new AbortController()
    let since: number | null = null
    const stop = () => {
      // Ctrl+C in npm comes twice: from the terminal, and passed on by npm. A later one is from someone who lost patience.
      if (since !== null && Date.now() - since > SAME_SIGNAL_MS) process.exit(1)
      since ??= Date.now()
      controller.abort()
    }
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
    if (startedByNpm(process.env)) watchParent(() => controller.abort())
    return controller.signal
  },
  models: async () => (await import('./shared/models')).diskModels,
})
