/** The threads of a job: who takes which item of work, how they wait for each other, and how a run pauses. */
import {
  JOB_ARRIVED,
  JOB_DEADLINE,
  JOB_GENERATION,
  JOB_LOST,
  JOB_NEXT,
  JOB_PATIENCE,
  JOB_PAUSED,
  JOB_THREADS,
  JOB_WAITERS,
} from '../abi'

// @ts-ignore: decorator
@external('env', 'now')
export declare function now(): f64

/** Turns of the loop that waits before a thread sleeps: some microseconds. */
const SPIN = 60_000
/** Nanoseconds after which thread 0 looks whether a thread has said that it failed. */
const LOOK: i64 = 50_000_000

// @ts-ignore: decorator
@inline
export function pointer(struct: usize, offset: usize): usize {
  return <usize>load<u32>(struct + offset)
}

/** @returns the next item of the phase; -1: there is none, or the run pauses */
// @ts-ignore: decorator
@inline
export function take(job: usize, count: i32): i32 {
  if (atomic.load<i32>(job, JOB_PAUSED)) return -1
  const item = atomic.add<i32>(job, 1, JOB_NEXT)
  return item < count ? item : -1
}

/** After an item, so that each slice gets something done, however short it is. */
// @ts-ignore: decorator
@inline
export function pauseWhenDue(job: usize, thread: i32): void {
  if (thread != 0) return
  const deadline = load<f64>(job, JOB_DEADLINE)
  if (deadline > 0 && now() > deadline) atomic.store<i32>(job, 1, JOB_PAUSED)
}

/** @returns true: this thread is the last, so it alone does what lies between two phases and then calls `release` */
// @ts-ignore: decorator
@inline
export function isLastToArrive(job: usize): bool {
  const threads = load<i32>(job, JOB_THREADS)
  return threads == 1 || atomic.add<i32>(job, 1, JOB_ARRIVED) == threads - 1
}

export function release(job: usize, generation: i32): void {
  const threads = load<i32>(job, JOB_THREADS)
  atomic.store<i32>(job, 0, JOB_ARRIVED)
  atomic.store<i32>(job, generation + 1, JOB_GENERATION)
  if (threads > 1 && atomic.load<i32>(job, JOB_WAITERS) > 0) atomic.notify(job + JOB_GENERATION, threads)
}

/** Waits until `release` has been called. @returns false: a thread did not come (thread 0 alone finds that) */
export function wait(job: usize, thread: i32, generation: i32): bool {
  for (let i = 0; i < SPIN; i++) if (atomic.load<i32>(job, JOB_GENERATION) != generation) return true
  const patience = load<f64>(job, JOB_PATIENCE)
  const isPatient = thread != 0 || patience <= 0
  const giveUp = isPatient ? 0 : now() + patience
  let isThere = true
  atomic.add<i32>(job, 1, JOB_WAITERS)
  while (atomic.load<i32>(job, JOB_GENERATION) == generation) {
    atomic.wait<i32>(job + JOB_GENERATION, generation, thread == 0 ? LOOK : -1)
    if (thread != 0) continue
    const isGone = atomic.load<i32>(job, JOB_LOST) != 0 || (!isPatient && now() > giveUp)
    if (isGone && atomic.load<i32>(job, JOB_GENERATION) == generation) {
      isThere = false
      break
    }
  }
  atomic.sub<i32>(job, 1, JOB_WAITERS)
  if (!isThere) atomic.store<i32>(job, 1, JOB_LOST)
  return isThere
}
