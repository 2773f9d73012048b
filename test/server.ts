/** `m3scope serve` as a process of its own, as its users run it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

export interface RunningServer {
  readonly url: string
  readonly pid: number
  /** Everything that its standard error has said. */
  readonly said: () => string
  /** Its exit code; null after a signal that it did not handle. */
  readonly ended: Promise<number | null>
  readonly kill: (signal: NodeJS.Signals) => void
}

/** @param command what runs `serve`; it gets the arguments. Resolves when the server says where it is. */
export async function startServer(
  args: readonly string[],
  // `--liftoff-only`: V8 would spend more on optimising the runtime's WASM than a short process gains.
  command: readonly string[] = [process.execPath, '--liftoff-only', 'bin/m3scope.mjs'],
  /** In a process group of its own, whose id is `pid`. */
  ownGroup = false,
): Promise<RunningServer> {
  const [program, ...first] = command
  const child = spawn(program!, [...first, 'serve', '--port', '0', ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: ownGroup,
  })
  let stderr = ''
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (part: Buffer) => {
      stderr += part.toString()
      const [, found] = /at (http:\S+)/.exec(stderr) ?? []
      if (found) resolve(found)
    })
    void ended.then(() => reject(new Error(stderr)))
  })
  return { url, pid: child.pid!, said: () => stderr, ended, kill: (signal) => void child.kill(signal) }
}
