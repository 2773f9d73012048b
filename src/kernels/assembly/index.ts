/** The kernels' exports. Compiled by scripts/build-kernels.mjs. */
import { ABI } from '../abi'

export { scratchBytes } from './attention'
export { initialise } from './constants'
export {
  dequantiseBlocks,
  dequantiseTable,
  packBytesKN,
  packBytesNK,
  packFloatsKN,
  packFloatsNK,
  pairBytes,
  sumsOfColumns,
  widenHalves,
} from './pack-weights'
export { settleRanges } from './ranges'
export { activate, addAndNorm, rangeOfRow } from './rows'
export { probe } from './probe'
export { packItem, packItems, productItem, productItems } from './products'
export { countOverflowing, countSaturating, moveRemainder, remainderBytes, split } from './remainder'
export { resume, run, serve } from './run'

/** The layout of memory that this binary was compiled with. */
export function abi(): i32 {
  return ABI
}
