/** Runs of layers: the same code on every thread. */
import {
  JOB_ARRIVED,
  JOB_EPOCH,
  JOB_FIRST,
  JOB_GENERATION,
  JOB_LAST,
  JOB_LAYER,
  JOB_LOST,
  JOB_NEXT,
  JOB_PAUSED,
  JOB_PHASE,
  JOB_PROFILE,
  JOB_ROWS,
  JOB_STOPPED,
  JOB_THREADS,
  RUN_DONE,
  RUN_LOST,
  RUN_PAUSED,
} from '../abi'
import { isLastToArrive, now, pauseWhenDue, release, take, wait } from './job'
import { PHASES, doItem, finish, itemsOf } from './phases'

/** Turns of the loop in which a thread waits for work before it sleeps: about a tenth of a millisecond. */
const SPIN = 100_000

/** Begins layers [JOB_FIRST, JOB_LAST) on all threads; thread 0 calls it. @returns RUN_* */
export function run(job: usize): i32 {
  store<i32>(job, load<i32>(job, JOB_FIRST), JOB_LAYER)
  store<i32>(job, 0, JOB_PHASE)
  store<i32>(job, 0, JOB_NEXT)
  store<i32>(job, 0, JOB_ARRIVED)
  if (load<i32>(job, JOB_FIRST) >= load<i32>(job, JOB_LAST) || load<i32>(job, JOB_ROWS) == 0) return RUN_DONE
  skipEmptyPhases(job)
  return start(job)
}

/** Goes on with a run that returned RUN_PAUSED. @returns RUN_* */
export function resume(job: usize): i32 {
  return start(job)
}

function start(job: usize): i32 {
  atomic.store<i32>(job, 0, JOB_PAUSED)
  atomic.store<i32>(job, 0, JOB_LOST)
  const threads = load<i32>(job, JOB_THREADS)
  if (threads > 1) {
    atomic.store<i32>(job, (atomic.load<i32>(job, JOB_EPOCH) + 1) & 0x7fffffff, JOB_EPOCH)
    atomic.notify(job + JOB_EPOCH, threads)
  }
  return work(job, 0)
}

/** A thread's life: it waits for runs and takes part in them, until JOB_EPOCH is negative. */
export function serve(job: usize, thread: i32): void {
  let epoch = 0
  while (true) {
    for (let i = 0; i < SPIN && atomic.load<i32>(job, JOB_EPOCH) == epoch; i++) {}
    while (atomic.load<i32>(job, JOB_EPOCH) == epoch) atomic.wait<i32>(job + JOB_EPOCH, epoch, -1)
    epoch = atomic.load<i32>(job, JOB_EPOCH)
    if (epoch < 0) return
    work(job, thread)
  }
}

/**
 * Items of phase after phase. Where the run stands (layer, phase, stopped) is written by the last thread at a barrier alone,
 * so all threads read the same.
 */
function work(job: usize, thread: i32): i32 {
  let before = thread == 0 ? now() : 0
  while (true) {
    const phase = load<i32>(job, JOB_PHASE)
    const count = itemsOf(job, phase)
    for (let item = take(job, count); item >= 0; item = take(job, count)) {
      doItem(job, phase, thread, item)
      pauseWhenDue(job, thread)
    }
    const generation = atomic.load<i32>(job, JOB_GENERATION)
    if (!meet(job, thread, phase, count, generation)) return RUN_LOST
    if (thread == 0) before = addToProfile(job, phase, before)
    // By the generation: thread 0 may have begun the next run before a slow thread gets here.
    if (load<i32>(job, JOB_STOPPED) == generation + 1) break
  }
  return load<i32>(job, JOB_LAYER) < load<i32>(job, JOB_LAST) ? RUN_PAUSED : RUN_DONE
}

/** The barrier. @returns false: a thread is lost */
function meet(job: usize, thread: i32, phase: i32, count: i32, generation: i32): bool {
  if (!isLastToArrive(job)) return wait(job, thread, generation)
  // Else the run pauses: the items that are left are taken when it goes on.
  if (atomic.load<i32>(job, JOB_NEXT) >= count) {
    finish(job, phase)
    advance(job)
    skipEmptyPhases(job)
    atomic.store<i32>(job, 0, JOB_NEXT)
  }
  const isDone = load<i32>(job, JOB_LAYER) >= load<i32>(job, JOB_LAST)
  if (isDone || atomic.load<i32>(job, JOB_PAUSED) != 0) store<i32>(job, generation + 1, JOB_STOPPED)
  release(job, generation)
  return true
}

function advance(job: usize): void {
  const phase = load<i32>(job, JOB_PHASE) + 1
  store<i32>(job, phase % PHASES, JOB_PHASE)
  if (phase == PHASES) store<i32>(job, load<i32>(job, JOB_LAYER) + 1, JOB_LAYER)
}

function skipEmptyPhases(job: usize): void {
  while (load<i32>(job, JOB_LAYER) < load<i32>(job, JOB_LAST) && itemsOf(job, load<i32>(job, JOB_PHASE)) == 0) advance(job)
}

function addToProfile(job: usize, phase: i32, before: f64): f64 {
  const after = now()
  const at = job + JOB_PROFILE + (<usize>phase << 3)
  store<f64>(at, load<f64>(at) + after - before)
  return after
}
