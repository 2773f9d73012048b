/** The modules that ask a server and compare vectors. They form one chunk, which is fetched on first use. */
export { compareVectors } from '../../engine/endpoint/vectors'
export { scorePair } from '../../engine/endpoint/scores'
export { skippedIds } from '../../engine/heads/sparse'
export { identityOf } from '../../engine/model/identity'
export { askText } from '../../formats/endpoint/ask'
export { detectDialect } from '../../formats/endpoint/detect'
export { runSweep } from '../../formats/endpoint/sweep'
