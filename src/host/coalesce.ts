/** Keeps progress messages from crossing the wire faster than anyone can read them. */
import type { AnyProgress, FromEngine } from './calls'

/** Minimum time between two messages about the same step of a call, in milliseconds. */
export const PROGRESS_MS = 100

interface Step {
  sentAt: number
  /** Waits for its time; a newer message of the same step replaces it. */
  held: FromEngine | null
  timer: ReturnType<typeof setTimeout> | undefined
}

/**
 * Hands messages on, of each step of a call at most one progress message in PROGRESS_MS; the newest one replaces those before
 * it, which say nothing any more. Rows and other results inside of progress are never held or dropped. What a
 * step has reached is sent before the reply.
 */
export function coalesce(
  post: (message: FromEngine) => void,
  now: () => number = () => performance.now(),
): (message: FromEngine) => void {
  const calls = new Map<number, Map<string, Step>>()

  const send = (step: Step, message: FromEngine) => {
    clearTimeout(step.timer)
    step.timer = undefined
    step.held = null
    step.sentAt = now()
    post(message)
  }
  const flush = (step: Step) => step.held && send(step, step.held)

  return (message) => {
    const { id } = message
    const steps = calls.get(id) ?? new Map<string, Step>()
    if (message.type !== 'progress') {
      for (const step of steps.values()) flush(step)
      calls.delete(id)
      post(message)
      return
    }
    calls.set(id, steps)
    const name = stepOf(message.progress)
    const step = steps.get(name) ?? { sentAt: -Infinity, held: null, timer: undefined }
    steps.set(name, step)
    const left = step.sentAt + PROGRESS_MS - now()
    if (left <= 0 || hasResults(message.progress)) return send(step, message)
    step.held = message
    step.timer ??= setTimeout(() => flush(step), left)
  }
}

/** Messages of one step replace each other: those of a load by stage and file, those of a pair by text. */
function stepOf(progress: AnyProgress): string {
  if ('stage' in progress)
    return progress.stage === 'files'
      ? `${progress.file} ${progress.origin} ${progress.retry ?? 0}`
      : progress.stage
  return 'side' in progress ? progress.side : ''
}

const hasResults = (progress: AnyProgress): boolean =>
  ('rows' in progress && progress.rows !== undefined) || ('part' in progress && progress.part !== undefined)
