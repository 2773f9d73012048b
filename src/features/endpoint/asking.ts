/** The code that asks a server and compares vectors, in one chunk. */
export { compareVectors } from '../../engine/endpoint/vectors'
export { scorePair } from '../../engine/endpoint/scores'
export { skippedIds } from '../../engine/heads/sparse'
export { identityOf } from '../../engine/model/identity'
export { askText } from '../../formats/endpoint/ask'
export { detectDialect } from '../../formats/endpoint/detect'
export { runSweep } from '../../formats/endpoint/sweep'
