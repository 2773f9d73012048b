import type { ForeignReply, ForeignVectors, ReplyForm } from './types'

const NOTHING: ForeignVectors = { dense: null, sparse: null, colbert: null, label: null, text: null }

export const item = (given: Partial<ForeignVectors>): ForeignVectors => ({ ...NOTHING, ...given })

export const reply = (
  form: ReplyForm,
  items: readonly ForeignVectors[],
  more: Partial<Omit<ForeignReply, 'form' | 'items'>> = {},
): ForeignReply => ({
  form,
  items,
  scores: null,
  tokenIds: null,
  model: null,
  promptTokens: null,
  ...more,
})
