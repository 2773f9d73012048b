/** The two arithmetics of the same packed weights: every sum, or as x86 without VNNI. */
import {
  MATRIX_DOTS,
  MATRIX_INT16,
  MATRIX_K,
  MATRIX_KIND,
  MATRIX_N,
  MATRIX_PANELS,
  MATRIX_QUADS,
  MATRIX_SATURATING,
  MATRIX_SIGNED,
  MATRIX_UNSIGNED,
} from '../../kernels/abi'
import { Struct } from './memory'
import type { PackedMatrix } from './pack/matrix'
import type { Kernels } from './ports'

/** Kernels that can saturate instead: those of 8 bits, which have one layout, and that of 16 bits, whose panels are laid out anew. */
const CODES: readonly number[] = [MATRIX_UNSIGNED, MATRIX_QUADS, MATRIX_DOTS, MATRIX_SIGNED, MATRIX_INT16]

/** Puts weights as they are in the file, so that their pairs saturate. Fp32 panels stay as they are. */
export function computeSaturating(kernels: Kernels, { at, kind }: PackedMatrix): void {
  const matrix = new Struct(kernels, at)
  kernels.functions.moveRemainder!(at, 1)
  if (kind === MATRIX_INT16) inQuads(kernels, matrix)
  if (CODES.includes(kind)) matrix.set(MATRIX_KIND, MATRIX_SATURATING)
}

/** Undoes computeSaturating. */
export function computeExactly(kernels: Kernels, { at, kind }: PackedMatrix): void {
  const matrix = new Struct(kernels, at)
  kernels.functions.moveRemainder!(at, -1)
  if (kind === MATRIX_INT16)
    kernels.functions.pairBytes!(matrix.get(MATRIX_PANELS) >>> 0, matrix.get(MATRIX_K), matrix.get(MATRIX_N))
  matrix.set(MATRIX_KIND, kind)
}

/** Panels of pairs, as the kernel of 16 bits wants them, back to panels of 4 rows. */
function inQuads(kernels: Kernels, matrix: Struct): void {
  const count = matrix.get(MATRIX_K) * matrix.get(MATRIX_N)
  const pairs = new Int16Array(kernels.bytes().buffer, matrix.get(MATRIX_PANELS) >>> 0, count / 2)
  const block = new Int16Array(16)
  for (let from = 0; from < pairs.length; from += 16) {
    for (let i = 0; i < 8; i++) {
      block[2 * i] = pairs[from + i]!
      block[2 * i + 1] = pairs[from + 8 + i]!
    }
    pairs.set(block, from)
  }
}
