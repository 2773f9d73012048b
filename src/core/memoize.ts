/**
 * A pure function that remembers its last few answers: selectors ask at every change of the state, and answers must keep their
 * identity while nothing that they depend on has changed. Arguments are compared one by one with Object.is.
 */
export function remember<Args extends readonly unknown[], T>(
  count: number,
  make: (...args: Args) => T,
): (...args: Args) => T {
  let last: readonly { readonly args: Args; readonly value: T }[] = []
  return (...args) => {
    const known = last.find((one) => one.args.every((arg, at) => Object.is(arg, args[at])))
    if (known) return known.value
    const value = make(...args)
    last = [{ args, value }, ...last].slice(0, count)
    return value
  }
}
