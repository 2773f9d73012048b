/** A module that is fetched when it is first needed. Once it is there, it can be used synchronously. */
export interface Fetched<M> {
  /** The module; null: not fetched yet. */
  readonly now: M | null
  /** Rejects if the module cannot be fetched. The next call tries again. */
  load(): Promise<M>
}

export function fetched<M>(fetch: () => Promise<M>): Fetched<M> {
  let now: M | null = null
  return {
    get now() {
      return now
    },
    async load() {
      return (now ??= await fetch())
    },
  }
}
