import { describe } from '../../describe/types'
import { MODEL_OPTIONS, RUN_OPTIONS } from '../../describe/option-lists'

export const compare = describe({
  summary: 'The vectors of a live server, or of another library, beside those of the model',
  argument: '[FILE]',
  input: '{"id","text"} or {"id","a","b","score"?}',
  output: `of a text: {"id","latency_ms","latency_median_ms"?,"dimension","zeros"?,"norm","cosine",
 "largest_difference","tokens":{"server","ours","truncated"},
 "sparse":{"shared","only_ours","only_theirs","cosine","largest_difference","top_k",
           "top_k_shared","special_ids","verdict"} | null,
 "colbert":{"rows","our_rows","dimension","mean_cosine","least_cosine","largest_difference",
            "verdict"} | null,
 "missing":{HEAD: why},"verdict":"same"|"cut"|"undecided"|"different"|"dimension",
 "within":"exact"|"fp32"|"fp16"|"q8"|"int8"|null,"says","why"?,"identity","scores":null}
of a pair: {"id","a":{…},"b":{…},
 "scores":{"ours","theirs","theirs_dense_cosine","verdicts":{SCORE: "same"|"undecided"|"different"|null}},
 "verdict","identity","given"?}
of --engine: {"id","engine","graph","dtype","output","tokens_refused"?,"vectors_unavailable"?:{"reason","says"},
 "without_dtype":{"file","exists","is_this_graph"},
 "ids":{"equal","first_difference","ours":[…],"theirs":[…]},"cls":{"cosine","largest_difference"},
 "mean":{…},"norm_without_normalize","padded":{"padding","cosine","largest_difference"} | null,
 "differences":[{"code","says"}],"identity"}; of a pair, \`ids\` to \`differences\` are in \`a\` and \`b\`
of --sweep: {"sweep":"row","tokens","tokens_server","latency_ms","cosine_to_shorter",
 "cosine_to_ours","ours_at","verdict","error"}, then
 {"sweep":"result","verdict":"cut"|"rejects"|"failed"|"whole"|"none","at","says",…}`,
  details: [
    '`a` and `b` of a pair have the fields of a text from `latency_ms` to `why`. The verdict of a pair is the worse one of its texts.',
    'The server is judged by all its texts, so lines are written when it is known how close it comes, or at the end. ' +
      'docs/contract/verdicts.md has the rules.',
    '`why` is what the command `why` writes, without `id`.',
    '`score` of a pair is the number that production gave; `given` says in which database’s units it is ours, as in the command `score`.',
    '`--engine transformers.js` runs the same files and texts through the pipeline `feature-extraction` of ' +
      '@huggingface/transformers, in this process and without a server: token ids, the vectors of both poolings, and what padding ' +
      'changes. `differences` names what differs, and why. `padded` needs a pair.',
    'Without `--dialect`, the command asks /info, /health, /api/tags, /v1/models, /models, / and /openapi.json to find the dialect; ' +
      'standard error says what decided.',
    'A key is read from the variable `API_KEY` only. When the server fails, the exit code is 1.',
    'On a terminal, `--sweep` without FILE reads no lines.',
  ],
  example: 'npm run -s cli -- compare --endpoint http://localhost:8080 --sweep pairs.jsonl',
  options: [
    'endpoint',
    'engine',
    'dialect',
    'modelName',
    'why',
    'sweep',
    'timeout',
    'repeat',
    ...MODEL_OPTIONS,
    'truncateDim',
    'weights',
    ...RUN_OPTIONS,
  ],
  load: async () => (await import('./run')).run,
})
