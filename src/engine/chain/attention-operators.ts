/** Operators that compute attention in one step and do not output its weights. */
export const FUSED_ATTENTION: readonly string[] = [
  'Attention',
  'QAttention',
  'MultiHeadAttention',
  'GroupQueryAttention',
  'PackedAttention',
  'PackedMultiHeadAttention',
  'DecoderMaskedMultiHeadAttention',
]
