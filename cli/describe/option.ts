/** What is said of one option. */
export interface OptionDescription<T> {
  readonly flag: `--${string}`
  /** The name of the value in help: "N". Null: the option takes no value. */
  readonly value: string | null
  readonly meaning: string
  /** What holds without the option, for help. Null: there is nothing to say. */
  readonly otherwise: string | null
  /** The value without the option. */
  readonly initial: T
  /**
   * @param before the value so far, where the option was given before; only options that may be given again look at it
   * @throws UsageError naming the option
   */
  readonly read: (text: string, before?: unknown) => T
}
