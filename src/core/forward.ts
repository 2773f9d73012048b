/** Actions whose code is fetched when one of them is first called. */
type AsyncAction = (...given: never[]) => Promise<unknown>

/**
 * Creates actions that fetch their code and then call the real action. Works only for asynchronous actions.
 * @param load imports the code and creates the actions; called once, and again after a failure
 * @param names the names of the actions
 * @param onFailure called when the code could not be fetched; the promise of the action then rejects too
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
