/** What is said of databases' scores, in English: the terminal prints it, and the page has it in its dictionaries. */

/** What must be known before a conversion is believed. */
export const METRIC_NOTES = {
  'normalises-itself': 'The database normalises the vectors itself: their lengths do not matter.',
  'unit-length-only': 'Float vectors must have length 1; others are refused.',
  'uses-lengths':
    'Depends on the lengths of the vectors. The lengths of the vectors here are used; a database that stores vectors of another length gives another number.',
  'may-be-quantised':
    'Recent versions store quantised vectors by default, so the number can be a little off from the formula.',
  'nine-bits': 'Weights are stored with 9 significant bits: the number can be off by 0.4 %.',
  'idf-off': 'Only without the IDF modifier, which multiplies each weight by a statistic of the collection.',
  'linear-function':
    'Only with the function `linear` and the query weight as `boost`. The default, `saturation`, depends on the index.',
  'sum-of-rows':
    'The sum over the rows of A. The score here is the mean: the sum divided by the number of rows.',
  'older-versions': 'As older versions document it for the engines nmslib and Faiss.',
  'script-score': 'A script that adds 1, because a score may not be negative.',
  'first-argument-is-query': 'The query is A. It assumes that both vectors have the same length.',
  'redis-l2':
    'The documentation writes a square root; the library behind it returns the square. Try both: L2 and L2_root.',
  'langchain-squared':
    'LangChain’s formula is meant for a distance, but FAISS returns its square: the number can be negative.',
} as const
export type MetricNote = keyof typeof METRIC_NOTES

/** Why a number does not tell the score of a pair. */
export const LOST_REASONS = {
  'ranks-only':
    'Reciprocal rank fusion keeps only the places in the lists: the scores themselves are lost. Ask the database for each list by itself.',
  'min-max':
    'Each list is rescaled by its own smallest and largest score, so the number depends on the other hits. Ask the database for each list by itself.',
  distribution:
    'Each list is rescaled by its own mean and deviation, so the number depends on the other hits. Ask the database for each list by itself.',
  'weighted-sum':
    'A weighted sum of several searches. With norm_score each score s is rescaled first: COSINE (1 + s) / 2, IP 0.5 + arctan(s) / π, BM25 2·arctan(s) / π, L2 1 − 2·arctan(s) / π; without it scores are added as they are, or only L2 is turned over where other metrics are larger when closer. Clients and versions differ in the default. One number cannot be split again. Ask the database for each search by itself.',
  'text-score-added':
    'The score of a text query (BM25) is added to that of the vectors; one number cannot be split again. Run the kNN part by itself, or ask for `explain`.',
  'saturation-of-index':
    'S ÷ (S + pivot), where the index chooses the pivot: it cannot be computed from the pair. Use the function `linear`.',
} as const
export type LostReason = keyof typeof LOST_REASONS
