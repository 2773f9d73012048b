/** The pairs that a label or a file is for: the marked ones, else the selected one. */
export const markedPairs = (selected: number | null, marked: readonly number[]): readonly number[] =>
  marked.length > 0 ? marked : selected === null ? [] : [selected]
