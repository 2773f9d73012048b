/** What is said of differences from transformers.js, in English: the terminal prints it, and the page has it in its dictionary. */
import type { PeerDifference } from './types'

export const PEER_WORDS = {
  charsmap:
    'Other token ids: its normaliser only approximates precompiled_charsmap. Given the text as ours normalises it, it has the same ids.',
  'tokenizer-mode':
    'Other token ids: ours are those of transformers 5 (`hf5`); transformers.js reads tokenizer.json as it is written (`hf4`).',
  'max-length':
    'Other token ids: the same tokens up to the cut here. The pipeline cuts at the limit of the tokenizer, not at max_length.',
  tokenizer: 'Other token ids, for a reason that is not known.',
  'mean-pooling':
    'With `pooling: "mean"`, as many examples have it, it gives another vector: this model needs `pooling: "cls"`.',
  'cls-pooling': 'With `pooling: "cls"` it gives another vector: this model pools by mean.',
  'not-normalised':
    'Without `normalize: true` the vector does not have length 1, so a dot product is not a cosine.',
  padding:
    'Padding: in one call with the other text, this text’s vector changes. Ours has no padding: one text per run.',
  activations:
    'Ours are computed with one activation scale per token (faithful); transformers.js runs the graph as published.',
  arithmetic:
    'Ours are computed as on a CPU with AVX2 and without VNNI; transformers.js runs in WebAssembly, whose integers are exact.',
  vector: 'The same ids and pooling, yet another vector, for a reason that is not known.',
} as const satisfies Readonly<Record<PeerDifference, string>>
