/** Sentences of ours that are given to schemas. */
export const SCHEMA_DETAILS = {
  'keys-no-ids': 'keys are token ids',
  'rows-unequal': 'rows of unequal length',
  'no-sha256': 'not a SHA-256 in lower-case hex',
  'nothing-to-check': 'neither texts nor pairs',
  'no-base64': 'not base64',
  'base64-cut': 'base64 that is cut off',
  'weights-zero': 'dense and sparse are both 0',
} as const
