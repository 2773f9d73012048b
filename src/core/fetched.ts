/** Code that is fetched when it is first needed, and can be used at once from then on. */
export interface Fetched<M> {
  /** Null: not fetched yet. */
  readonly now: M | null
  /** Rejects when the code cannot be fetched; a later call tries again. */
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
