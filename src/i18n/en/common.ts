export const common = {
  copy: { copied: 'copied', failed: 'could not copy' },
  num: { title: '{{value}} (click copies)' },
  formula: { copy: 'Copy the formula, numbers in full' },
  unavailable: {
    'no-output-no-head-file':
      'Not available: the graph has no such output, and no file with the weights of this head lies beside it.',
    'dense-only':
      'Not available: the graph ends in one sentence vector; there are no token states to work on.',
    'no-pooling':
      'Not available: the graph gives token states, and no 1_Pooling/config.json says how to pool them. In the model dialog you can choose (bge-m3 takes CLS).',
    'normalised-in-graph':
      'Not available: the graph returns vectors of length 1; the length before is not in its output.',
    'weights-sum-to-zero': 'Not available: the weights of this fused score sum to 0, and 0 ÷ 0 is no score.',
    'head-unavailable': 'Not available: this score needs a head that the model lacks.',
  },
}
