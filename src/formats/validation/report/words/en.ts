/** The report's words. Pure, so that the terminal has them too. */
import type { Criterion, FailureClass } from '../../../../engine/validate/answer-types'
import type { SkipReason } from '../../../../engine/validate/types'

export interface ReportWords {
  readonly language: string
  readonly title: string
  readonly pairs: string
  readonly score: string
  readonly production: string
  readonly givenOrder: string
  readonly threshold: string
  readonly bands: string
  readonly band: string
  readonly labelled: string
  readonly numbers: string
  readonly rankingTitle: string
  readonly separationTitle: string
  readonly distributionTitle: string
  readonly labels: Readonly<Record<'yes' | 'no' | 'none' | 'unsure' | 'all', string>>
  readonly metrics: Readonly<
    Record<
      | 'ndcg'
      | 'mrr'
      | 'map'
      | 'hit'
      | 'recall'
      | 'precision'
      | 'auc'
      | 'averagePrecision'
      | 'bestF1'
      | 'bestThreshold'
      | 'mean',
      string
    >
  >
  readonly charts: {
    readonly title: string
    readonly histogram: string
    readonly ecdf: string
    readonly pr: string
    readonly roc: string
    readonly share: string
    readonly falsePositives: string
    readonly from: string
    readonly to: string
    histogramLabel(name: string, pairs: number): string
    ecdfLabel(name: string): string
    prLabel(name: string, area: number): string
    rocLabel(name: string, area: number): string
  }
  readonly noCurves: string
  readonly classesTitle: string
  readonly class: string
  readonly meaning: string
  readonly noClasses: string
  readonly classes: Readonly<Record<FailureClass, { readonly name: string; readonly means: string }>>
  readonly worstTitle: string
  worstRule(k: number, shown: number, all: number): string
  readonly noWorst: string
  readonly noLabels: string
  readonly rank: string
  readonly givenRank: string
  readonly label: string
  readonly document: string
  readonly note: string
  moreDocuments(count: number): string
  readonly skippedTitle: string
  readonly skippedByReason: string
  readonly skippedRows: string
  skippedFirst(shown: number, all: number): string
  readonly noneSkipped: string
  readonly reason: string
  readonly rows: string
  readonly row: string
  readonly value: string
  readonly reasons: Readonly<Record<SkipReason, string>>
  readonly madeByTitle: string
  readonly what: string
  readonly model: string
  readonly inputs: string
  readonly options: string
  readonly file: string
  readonly fileHash: string
  readonly weights: string
  readonly prefix: string
  readonly rules: string
  readonly metadata: string
  readonly leftOut: string
  readonly leftIn: string
  readonly none: string
  readonly criterion: string
  readonly criteria: Readonly<Record<Criterion, string>>
  readonly atLeast: string
  readonly alpha: string
  readonly confidence: string
  readonly resamples: string
  readonly seed: string
  readonly bins: string
  readonly software: string
  readonly created: string
  readonly contents: string
  readonly ties: string
  summary(of: { pairs: string; queries: string; labelled: string; relevant: string; skipped: string }): string
  unscored(count: string, name: string): string
  thresholdSays(of: {
    name: string
    criterion: string
    value: string
    precision: string
    recall: string
    f1: string
    interval: string | null
  }): string
  readonly noThreshold: string
  conformalSays(of: {
    alpha: string
    value: string
    confidence: string
    n: string
    isDistance: boolean
  }): string
  conformalTooFew(of: { alpha: string; confidence: string; n: string; needed: string }): string
  conformalExpected(of: { alpha: string; value: string }): string
  readonly conformalHolds: string
  readonly sources: string
}

export const en: ReportWords = {
  language: 'en',
  title: 'Validation report',
  pairs: 'pairs',
  score: 'score',
  production: 'production’s score',
  givenOrder: 'order of the file',
  threshold: 'threshold',
  bands: 'bands',
  band: 'band',
  labelled: 'labelled',
  numbers: 'Numbers of this chart',
  rankingTitle: 'Ranking, as means over the queries',
  separationTitle: 'Separation of relevant and irrelevant pairs',
  distributionTitle: 'Distribution of the scores',
  labels: { yes: 'relevant', no: 'not relevant', none: 'no label', unsure: 'unsure', all: 'all' },
  metrics: {
    ndcg: 'nDCG',
    mrr: 'MRR',
    map: 'MAP',
    hit: 'hit',
    recall: 'recall',
    precision: 'precision',
    auc: 'ROC AUC',
    averagePrecision: 'average precision',
    bestF1: 'best F1',
    bestThreshold: 'its threshold',
    mean: 'mean',
  },
  charts: {
    title: 'Charts of the score',
    histogram: 'Distribution',
    ecdf: 'Share of pairs below each score',
    pr: 'Precision and recall',
    roc: 'ROC',
    share: 'share',
    falsePositives: 'false positive rate',
    from: 'from',
    to: 'below',
    histogramLabel: (name, pairs) => `Histogram of ${name} over ${pairs} pairs, by label`,
    ecdfLabel: (name) => `Share of pairs below each value of ${name}, by label`,
    prLabel: (name, area) => `${name}: precision against recall, average precision ${area.toFixed(4)}`,
    rocLabel: (name, area) => `${name}: recall against false positive rate, area ${area.toFixed(4)}`,
  },
  noCurves: 'There are no curves without labels of both kinds, relevant and not relevant.',
  classesTitle: 'Failure classes',
  class: 'class',
  meaning: 'meaning',
  noClasses: 'The failure classes were not computed.',
  classes: {
    'no-shared-token': {
      name: 'no shared token',
      means: 'The sparse score is 0: no token with weight stands in both texts.',
    },
    'dense-high-sparse-zero': {
      name: 'dense high, sparse zero',
      means: 'Dense at or above its 75th percentile in this run, sparse 0.',
    },
    'dense-low-sparse-high': {
      name: 'dense low, sparse high',
      means: 'Dense at or below its 25th percentile in this run, sparse at or above its 75th.',
    },
    truncated: { name: 'truncated', means: 'Query or document is cut at max_length.' },
    'cross-lingual': {
      name: 'cross-lingual',
      means: 'Most words of query and document are in different scripts.',
    },
    'hub-document': {
      name: 'hub document',
      means:
        'The document is among the best k of far more queries than the others (mean + 3 standard deviations of a Poisson variable, at least 3).',
    },
    'near-duplicate-document': {
      name: 'near-duplicate document',
      means:
        'Another document has nearly the same dense vector, or the same text when case and white space do not count.',
    },
    'no-relevant-document': {
      name: 'no relevant document',
      means: 'None of the query’s candidates is labelled as relevant.',
    },
    'unknown-tokens': {
      name: 'unknown tokens',
      means: 'Query or document has tokens that are not in the vocabulary.',
    },
    'not-finite': { name: 'not finite', means: 'The model gave NaN or infinity, so the pair has no score.' },
  },
  worstTitle: 'The worst queries',
  worstRule: (k, shown, all) =>
    `Queries that have a relevant document, lowest nDCG@${k} first: ${shown} of the ${all} that lose something.`,
  noWorst: 'No query with a relevant document loses anything: the best documents stand on top.',
  noLabels: 'Without labels no query can be said to be bad. Label some pairs, or give a column with labels.',
  rank: 'place',
  givenRank: 'place in the file',
  label: 'label',
  document: 'document',
  note: 'note',
  moreDocuments: (count) => `${count} more documents are not shown.`,
  skippedTitle: 'Rows that take no part',
  skippedByReason: 'Skipped rows by reason',
  skippedRows: 'Skipped rows',
  skippedFirst: (shown, all) => `The first ${shown} of ${all} skipped rows`,
  noneSkipped: 'No row was skipped.',
  reason: 'reason',
  rows: 'rows',
  row: 'row',
  value: 'value',
  reasons: {
    'empty-query': 'the query is empty',
    'empty-document': 'the document is empty',
    'duplicate-pair': 'the pair stands in the file before',
    'id-has-another-text': 'the id has another text before',
    'unknown-id': 'no text has this id',
    'unreadable-label': 'the label cannot be read',
    'unreadable-rank': 'the rank cannot be read',
    'unreadable-score': 'the score cannot be read',
    'unbalanced-quotes': 'a quote is not closed',
    'wrong-number-of-cells': 'too many or too few cells',
    'not-json': 'the line is not JSON',
    'no-object': 'the line is no JSON object',
    'wrong-encoding': 'the bytes are not valid in the encoding of the file',
    'lone-surrogate': 'the text has half of a character',
    'lists-differ': 'the lists of the row differ in length',
    'duplicate-item': 'the text stands in the file before',
  },
  madeByTitle: 'What made these numbers',
  what: 'fact',
  model: 'Model and runtime',
  inputs: 'Inputs',
  options: 'Options of the statistics',
  file: 'file',
  fileHash: 'SHA-256 of the pairs',
  weights: 'weights of the fused scores',
  prefix: 'prefix of queries',
  rules: 'rules',
  metadata: 'metadata of conversations',
  leftOut: 'left out',
  leftIn: 'encoded with the text',
  none: 'none',
  criterion: 'criterion of the threshold',
  criteria: {
    f1: 'best F1',
    'f-beta': 'best F-beta',
    youden: 'best Youden’s J',
    'precision-at-least': 'best recall at a least precision',
    'recall-at-least': 'best precision at a least recall',
  },
  atLeast: 'at least',
  alpha: 'share of relevant pairs that may fall below the conformal threshold',
  confidence: 'confidence',
  resamples: 'bootstrap resamples',
  seed: 'seed',
  bins: 'bins',
  software: 'software',
  created: 'made',
  contents: 'Contents',
  ties: 'Ties are ranked by the place in the file. MRR and nDCG are means over all queries, 0 where nothing relevant is among the candidates.',
  summary: ({ pairs, queries, labelled, relevant, skipped }) =>
    `${pairs} pairs of ${queries} queries; ${labelled} pairs have a label, ${relevant} of them are relevant; ${skipped} rows of the file were skipped.`,
  unscored: (count, name) => `${count} pairs have no ${name}: they take no part in its numbers.`,
  thresholdSays: ({ name, criterion, value, precision, recall, f1, interval }) =>
    `The threshold of ${name} by ${criterion} is ${value}: precision ${precision}, recall ${recall}, F1 ${f1}.${interval === null ? '' : ` In 95% of the bootstrap resamples (queries are drawn) it lies in ${interval}.`}`,
  noThreshold: 'There is no threshold without labels of both kinds, relevant and not relevant.',
  conformalSays: ({ alpha, value, confidence, n, isDistance }) =>
    `At most ${alpha} of relevant pairs ${isDistance ? 'lie above' : 'fall below'} ${value}, with ${confidence} confidence (from ${n} labelled relevant pairs).`,
  conformalTooFew: ({ alpha, confidence, n, needed }) =>
    `There are too few labels for a guarantee: “at most ${alpha} of relevant pairs fall below t, with ${confidence} confidence” needs ${needed} relevant pairs, and there are ${n}.`,
  conformalExpected: ({ alpha, value }) =>
    `On average over samples, ${value} keeps the share at most ${alpha}, without that confidence.`,
  conformalHolds: 'This holds for pairs that come as these did, one relevant pair independent of the other.',
  sources:
    'Bates, Angelopoulos, Lei, Malik, Jordan: Distribution-Free, Risk-Controlling Prediction Sets (2021, arXiv 2101.02703), with the exact binomial tail. Average: Angelopoulos, Bates, Fisch, Lei, Schuster: Conformal Risk Control (2022, arXiv 2208.02814).',
}
