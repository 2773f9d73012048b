/** Keeps progress messages from crossing the wire faster than anyone can read them. */
import type { AnyProgress, FromEngine } from './calls'

/** Minimum time between two messages about the same step of a call, in milliseconds. */
export const PROGRESS_MS = 100

interface Call {
  /** When a message of a step was last sent. */
  readonly sentAt: Map<string, number>
  /** Of each step the message that waits for its time, in the order in which they came. */
  readonly held: Map<string, FromEngine>
  timer: ReturnType<typeof setTimeout> | undefined
}

/**
 * Hands messages on, of each step of a call at most one progress message in PROGRESS_MS; the newest one replaces those before
 * it, which say nothing any more. Rows and other results inside of progress are never held or dropped. What a
 * step has reached is sent before another step or the reply.
 */
export function coalesce(
  post: (message: FromEngine) => void,
  now: () => number = () => performance.now(),
): (message: FromEngine) => void {
  const calls = new Map<number, Call>()

  const flush = ({ held, sentAt, timer }: Call) => {
    clearTimeout(timer)
    for (const [step, message] of held) {
      sentAt.set(step, now())
      post(message)
    }
    held.clear()
  }

  return (message) => {
    const { id } = message
    const call: Call = calls.get(id) ?? { sentAt: new Map(), held: new Map(), timer: undefined }
    if (message.type !== 'progress') {
      flush(call)
      calls.delete(id)
      post(message)
      return
    }
    calls.set(id, call)
    const step = stepOf(message.progress)
    const left = (call.sentAt.get(step) ?? -Infinity) + PROGRESS_MS - now()
    call.held.delete(step)
    call.held.set(step, message)
    if (left <= 0 || hasResults(message.progress)) flush(call)
    else if (call.held.size === 1) {
      clearTimeout(call.timer)
      call.timer = setTimeout(() => flush(call), left)
    }
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
  ('rows' in progress && progress.rows !== undefined) ||
  ('part' in progress && progress.part !== undefined) ||
  ('scored' in progress && (progress.scored !== null || progress.found !== null))
