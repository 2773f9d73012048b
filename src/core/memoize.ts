import { LONG_TEXT } from './limits'

/** A memoized function. */
export interface Memoized<Args extends readonly unknown[], T> {
  (...args: Args): T
  /** Keeps a value of the function that was computed elsewhere. */
  keep(value: T, ...args: Args): void
}

/**
 * Memoizes a pure function and keeps the `size` results that were last asked for. Selectors run at every change of the
 * state and must return the same object while their inputs have not changed. Arguments are compared one by one with
 * Object.is.
 */
export function memoize<Args extends readonly unknown[], T>(
  size: number,
  make: (...args: Args) => T,
): Memoized<Args, T> {
  interface Entry {
    readonly args: Args
    readonly value: T
  }
  let entries: readonly Entry[] = []
  const first = (entry: Entry): T => {
    // What is asked for stays: a long text must not be worked on again because a short one is being typed.
    if (entries[0] !== entry) entries = [entry, ...entries.filter((each) => each !== entry)].slice(0, size)
    return entry.value
  }
  const find = (args: Args) =>
    entries.find((entry) => entry.args.every((arg, at) => Object.is(arg, args[at])))
  return Object.assign((...args: Args) => first(find(args) ?? { args, value: make(...args) }), {
    keep(value: T, ...args: Args) {
      const known = find(args)
      entries = entries.filter((each) => each !== known)
      first({ args, value })
    },
  })
}

/**
 * The same for a pure function of a text, its first argument. Long texts are kept apart: while a short text is typed, each
 * of its states would else push a long one out, which takes seconds to make again.
 */
export function memoizeTexts<Args extends readonly [text: string, ...unknown[]], T>(
  size: number,
  make: (...args: Args) => T,
): Memoized<Args, T> {
  const short = memoize(size, make)
  const long = memoize(LONG_KEPT, make)
  const of = ([text]: Args) => (text.length > LONG_TEXT ? long : short)
  return Object.assign((...args: Args) => of(args)(...args), {
    keep: (value: T, ...args: Args) => of(args).keep(value, ...args),
  })
}

/** Both texts of the page, and both of its result. */
const LONG_KEPT = 4

/** Memoizes a pure function of one object. The result is kept for as long as the object exists. */
export function memoizeByObject<Arg extends object, T>(make: (arg: Arg) => T): (arg: Arg) => T {
  const known = new WeakMap<Arg, { readonly value: T }>()
  return (arg) => {
    const entry = known.get(arg) ?? { value: make(arg) }
    known.set(arg, entry)
    return entry.value
  }
}
