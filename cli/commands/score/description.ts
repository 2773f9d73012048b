import { describe } from '../../describe/types'
import { MODEL_OPTIONS, RUN_OPTIONS } from '../../describe/option-lists'

export const score = describe({
  summary: 'The five scores of two texts',
  argument: '[FILE]',
  input: '{"id","a","b","score"?}',
  output: `{"id","dense","sparse","colbert","sparse+dense","colbert+sparse+dense",
 "as"?:[{"database","metric","formula","of":"dense"|"sparse"|"colbert"|null,"value","reason"?,"says"?,
         "larger_is_closer"?,"notes"?:[…],"ranks"?:[[1,3],…]}],
 "given"?:{"score","is_sure","readings":[{"of","ours","expected","formula","within":"fp32"|"fp16","is_ours",
           "metrics":["elasticsearch:cosine",…],"says"}],"says"?,
          "ranks"?:[{"metric","formula","places":[[1,3],…]}]}}`,
  details: [
    'The values are those of FlagEmbedding’s `compute_score`. A score is `null` where the model lacks a head for it.',
    'Standard error names each text that is cut.',
    '`--as elasticsearch` writes the score in all units of that database, `--as elasticsearch:cosine` in one, with the formula. ' +
      'It uses the lengths of the vectors here. Where a database’s number no longer tells the score, such as that of ' +
      'reciprocal rank fusion, `value` is `null` with the `reason`.',
    'With `score`, the number that production gave, `given` names the databases’ conversions of our scores that it equals. ' +
      'A text keeps its last zeros (`"0.870"`), which say how exact it is. With `--as DATABASE:rrf`, `ranks` has the places in ' +
      'two lists that would give it; where no conversion gives the number, `given` looks for such places too.',
  ],
  example: `echo '{"id":1,"a":"如何申请退款？","b":"点击申请售后"}' | npm run -s cli -- score --weights 0.4,0.2,0.4`,
  options: [...MODEL_OPTIONS, 'truncateDim', 'weights', 'as', ...RUN_OPTIONS],
  load: async () => (await import('./run')).run,
})
