import { describe } from '../../describe/types'
import { MODEL_OPTIONS, RUN_OPTIONS } from '../../describe/option-lists'

export const validate = describe({
  summary: 'Many pairs of a query and a document at once: scores, metrics, a threshold',
  argument: '[FILE…]',
  input:
    'CSV, TSV, JSON, JSON Lines, XLSX, Parquet, TREC run and qrels, BEIR, Quepid, FlagEmbedding’s query/pos/neg;\nseveral files that belong together; "-" or no file: standard input',
  output: `{"format":"m3scope/validation","version":1,"pairs","queries","skipped":[{"row","reason"}],
 "scores":{"dense"|"sparse"|…:{"auc","average_precision","mrr","ndcg@5","hit@1","recall@5","best_f1",
           "best_threshold","below_0.45","in_0.55_0.75","above_0.85","mean","p5","p50","p95"}},
 "threshold":{"criterion","value","interval":[lo,hi],"conformal":{"alpha","value","n"}},"identity":{…}}`,
  details: [
    'One JSON object for the whole input. A number that cannot be computed is `null`, such as AUC without labels.',
    'Texts are encoded once each, as they stand: without rules and prefix. Every score is that of `score` for the same two texts, to the last bit. ' +
      'A text that cannot be encoded is named on standard error, its pairs have no score, and the others go on.',
    'A row that cannot be read is in `skipped` with its reason; the rows around it go on. Roles that `--map` does not name are guessed; ' +
      '`label=` (nothing after the sign) says that no column is it.',
    '`--corpus` finds documents that production did not return. Dense and sparse scores are computed for all pairs, ColBERT and the scores with it ' +
      'for the candidates. A document that ColBERT alone would find is not found.',
    'Production’s score and order are measured on its own list, also with `--corpus`. Where nothing tells which end of its score is closer, ' +
      'a warning says so.',
    '`--out` and `--report` are tried before the model loads; if a file cannot be written at the end, the JSON is printed all the same.',
    'Ties of a ranking go to the lower given rank. MRR and nDCG are means over all queries, 0 where nothing relevant is among the candidates.',
    'With `--checkpoint DIR` a run may be ended at any time and started again with the same arguments. The folder holds at most 4 GB more after each run.',
  ],
  example: `printf 'query,document,label\\n退款,点击申请售后,1\\n退款,发货时间,0\\n' | npm run -s cli -- validate --out rows.csv`,
  options: [
    'map',
    'productionDirection',
    'k',
    'corpus',
    'candidates',
    'out',
    'report',
    'checkpoint',
    ...MODEL_OPTIONS,
    'truncateDim',
    'weights',
    ...RUN_OPTIONS,
  ],
  load: async () => (await import('./run')).run,
})
