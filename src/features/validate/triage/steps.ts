/** Long work in small steps, so that the page stays at its frame rate. */

/** Milliseconds of work before the page gets its turn. */
const SLICE = 8

/** Work that can rest at each `yield`. */
export type Steps<T> = Generator<void, T>

export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

/**
 * Runs the work in slices. What ends within the first one is there at once.
 * @returns the value, or a promise of it; the promise is rejected with the signal's reason when it is aborted
 */
export function inSlices<T>(
  steps: Steps<T>,
  signal: AbortSignal,
  now = () => performance.now(),
): T | Promise<T> {
  const slice = (): { readonly done: boolean; readonly value: T | void } => {
    const end = now() + SLICE
    for (;;) {
      const step = steps.next()
      if (step.done || now() >= end) return { done: step.done === true, value: step.value }
    }
  }
  const first = slice()
  if (first.done) return first.value as T
  return (async () => {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve))
      signal.throwIfAborted()
      const next = slice()
      if (next.done) return next.value as T
    }
  })()
}

/** A stable merge sort that rests: `compare` as for Array.sort. The array is sorted in place and returned. */
export function* sortInSteps(
  items: Int32Array,
  compare: (one: number, other: number) => number,
): Steps<Int32Array> {
  const RUN = 256
  for (let from = 0; from < items.length; from += RUN) {
    items.subarray(from, from + RUN).sort(compare)
    yield
  }
  let source = items
  let target: Int32Array = new Int32Array(items.length)
  for (let width = RUN; width < items.length; width *= 2) {
    for (let from = 0; from < items.length; from += 2 * width) {
      const middle = Math.min(from + width, items.length)
      const end = Math.min(from + 2 * width, items.length)
      let left = from
      let right = middle
      for (let at = from; at < end; at++) {
        const takesLeft = left < middle && (right >= end || compare(source[left]!, source[right]!) <= 0)
        target[at] = takesLeft ? source[left++]! : source[right++]!
        if ((at & 255) === 255) yield
      }
      yield
    }
    ;[source, target] = [target, source]
  }
  if (source !== items) items.set(source)
  return items
}
