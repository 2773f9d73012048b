import type { Tokenized } from '../../tokenizer/types'

/** Whether the model reads the same of both texts. */
export const sameIds = ({ ids: one }: Tokenized, { ids: other }: Tokenized): boolean =>
  one.length === other.length && one.every((id, at) => id === other[at])
