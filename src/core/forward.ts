/** Actions whose code is fetched when the first of them is called. */
type AsyncAction = (...given: never[]) => Promise<unknown>

/**
 * Stand-ins for actions that are asynchronous anyway.
 * @param load imports the code and makes the actions; called once, and again after a failure
 * @param names the actions
 * @param onFailure is told when the code could not be fetched; the call rejects then
 */
export function forwarded<A extends Readonly<Record<N, AsyncAction>>, N extends keyof A & string>(
  load: () => Promise<A>,
  names: readonly N[],
  onFailure: (error: unknown) => void,
): Pick<A, N> {
  let loading: Promise<A> | null = null
  const loaded = () =>
    (loading ??= load().catch((error: unknown) => {
      loading = null
      onFailure(error)
      throw error
    }))
  return Object.fromEntries(
    names.map((name) => [name, async (...given: never[]) => (await loaded())[name](...given)]),
  ) as unknown as Pick<A, N>
}
