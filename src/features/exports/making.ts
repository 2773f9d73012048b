/** The modules that an export needs besides the engine. They form one chunk. */
export { checkExport, vectorsOf } from '../../formats/export/run'
export { collectBlob } from '../../platform/web/collect-blob'
export { exportFileName, planExport } from './plan'
export { beginningOf } from './preview'
