import { describe } from '../../describe/types'

export const why = describe({
  summary: 'Why a vector from elsewhere is not ours',
  argument: '[FILE]',
  input: '{"id","text","vector":[…],"other"?,"title"?,"prefix"?}',
  output: `{"id","explained",
 "best":{"hypotheses":[…],"cosine","largest_difference","norm_ratio","tokens","within"} | null,
 "equally_good":[[…],…],"ranked":[…],"skipped":[{"hypotheses","reason"}],"unexplained",
 "near_quantised","head","norm","rounding",
 "tolerance":{"cosine","largest_difference","arithmetic","dtype","quantised"},"encoded","compared"}`,
  details: [
    'In place of `vector` a line may have `dense_vecs`, `lexical_weights` or `colbert_vecs`. Each may also be a string: ' +
      'base64 of float32, numbers with commas between them, or the whole reply of a server.',
    '`ranked` is sorted, best first. Its rows have the fields of `best`; those of ColBERT also `least_row`, those of ' +
      'sparse weights also `overlap`.',
    '`best.hypotheses` is `[]` where there is no difference. `best` is `null` where nothing could be compared.',
  ],
  example: 'npm run -s cli -- why vectors.jsonl',
  options: ['model', 'tokenizer', 'maxLength', 'truncateDim', 'threads', 'whole', 'faithful', 'progress'],
  load: async () => (await import('./run')).run,
})
