/** Operators that compute attention in one step and keep its weights to themselves. */
export const FUSED_ATTENTION: readonly string[] = [
  'Attention',
  'QAttention',
  'MultiHeadAttention',
  'GroupQueryAttention',
  'PackedAttention',
  'PackedMultiHeadAttention',
  'DecoderMaskedMultiHeadAttention',
]
