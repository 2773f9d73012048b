import { describe } from '../../describe/types'

export const why = describe({
  summary: 'Why a vector from elsewhere is not ours',
  argument: '[FILE]',
  input: '{"id","text","vector":[…],"other"?,"title"?,"prefix"?}',
  output: `{"id","explained",
 "best":{"hypotheses":[…],"cosine","largest_difference","norm_ratio","tokens","within"} | null,
 "equally_good":[[…],…],"ranked":[…],"skipped":[{"hypotheses","reason"}],"unexplained",
 "near_quantised","head","norm","rounding",
 "tolerance":{"cosine","largest_difference","arithmetic","dtype","quantised"},"encoded","compared",
 "notes":[{"code",…}],"tokens"?,"search"?}`,
  details: [
    'In place of `vector` a line may have `dense_vecs`, `lexical_weights` or `colbert_vecs`. Each may also be a string: ' +
      'base64 of float32, numbers with commas between them, or the whole reply of a server.',
    '`ranked` is sorted, best first. Its rows have the fields of `best`; those of ColBERT also `least_row`, those of ' +
      'sparse weights also `overlap`.',
    '`values` of a row holds the numbers behind its hypotheses: `{"mix-0.1-title-0.9-text":{"title":0.1,"text":0.9,…}}`.',
    '`notes` are likely causes and signs, never a proof. `tokens` (sparse weights) has `theirs`, `only_theirs` and ' +
      '`only_ours`: which tokens production had and we have not, and the reverse; at most 500 of each.',
    '`--search` adds `search` where nothing explains the vector, else `null`: `found_by` is always `"search"`; `explained` says that ' +
      'the text gives the vector within the tolerance; `diff` leads from our model input to the text; `ended` is `reached`, ' +
      '`no-better` or `budget`. `likeness` is the cosine; of ColBERT rows the mean of the highest cosines, both ways.',
    '`best.hypotheses` is `[]` where there is no difference. `best` is `null` where nothing could be compared.',
  ],
  example: 'npm run -s cli -- why vectors.jsonl',
  options: [
    'model',
    'tokenizer',
    'maxLength',
    'truncateDim',
    'threads',
    'whole',
    'faithful',
    'progress',
    'search',
    'budget',
  ],
  load: async () => (await import('./run')).run,
})
