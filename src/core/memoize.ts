/**
 * Memoizes a pure function and keeps its last `size` results. Selectors run at every change of the state and must
 * return the same object while their inputs have not changed. Arguments are compared one by one with Object.is.
 */
export function memoize<Args extends readonly unknown[], T>(
  size: number,
  make: (...args: Args) => T,
): (...args: Args) => T {
  let entries: readonly { readonly args: Args; readonly value: T }[] = []
  return (...args) => {
    const known = entries.find((entry) => entry.args.every((arg, at) => Object.is(arg, args[at])))
    if (known) return known.value
    const value = make(...args)
    entries = [{ args, value }, ...entries].slice(0, size)
    return value
  }
}

/** Memoizes a pure function of one object. The result is kept for as long as the object exists. */
export function memoizeByObject<Arg extends object, T>(make: (arg: Arg) => T): (arg: Arg) => T {
  const known = new WeakMap<Arg, { readonly value: T }>()
  return (arg) => {
    const entry = known.get(arg) ?? { value: make(arg) }
    known.set(arg, entry)
    return entry.value
  }
}
