import { describe } from '../../describe/types'
import { MODEL_OPTIONS } from '../../describe/option-lists'

export const why = describe({
  summary: 'Why a vector from elsewhere is not ours',
  argument: '[FILE]',
  input: '{"id","text","vector":[…],"other"?,"title"?,"prefix"?,"templates"?:[…]}',
  output: `{"id","explained",
 "best":{"hypotheses":[…],"cosine","largest_difference","norm_ratio","tokens","within"} | null,
 "equally_good":[[…],…],"equally_good_reasons":["same-ids"|"same-numbers",…],"ranked":[…],"skipped":[{"hypotheses","reason"}],"unexplained",
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
    'Rows that have the same token ids as others have `same_ids`, the number of those: no vector can tell them apart. ' +
      '`text-looks-garbled` is a note where the text itself looks like UTF-8 that was read as another encoding.',
    'A template may stand in the field `templates` or after `--template`, which may be given several times: `{title}\\n{text}`, `{other}`, `{stem}` (the title ' +
      'without its ending), or `s/from/to/flags` with a regular expression of JavaScript. It is named `template …`.',
    '`best.hypotheses` is `[]` where there is no difference. `best` is `null` where nothing could be compared.',
  ],
  example: 'npm run -s cli -- why vectors.jsonl',
  options: [
    ...MODEL_OPTIONS,
    'truncateDim',
    'threads',
    'whole',
    'encoder',
    'faithful',
    'arithmetic',
    'template',
    'progress',
    'search',
    'budget',
  ],
  load: async () => (await import('./run')).run,
})
