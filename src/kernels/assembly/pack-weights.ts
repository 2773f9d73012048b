/** Weights as they are stored → panels of 8 columns. k and n are multiples of 8. */

// @ts-ignore: decorator
@inline
function loadRow(at: usize): v128 {
  return v128.load64_zero(at)
}

/**
 * int8 or uint8 codes → i8[n / 8][k / 4][8][4], each code less `shift` (128 for uint8, else 0).
 * @param rowBytes from a row of the source to the next
 */
export function packBytesKN(from: usize, rowBytes: usize, to: usize, k: i32, n: i32, shift: i32): void {
  const flip = i8x16.splat(<i8>shift)
  for (let column = 0; column < n; column += 8) {
    let row = from + <usize>column
    for (let at = 0; at < k; at += 4) {
      const low = v128.shuffle<i8>(loadRow(row), loadRow(row + rowBytes), 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
      const high = v128.shuffle<i8>(loadRow(row + 2 * rowBytes), loadRow(row + 3 * rowBytes), 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
      v128.store(to, i8x16.sub(v128.shuffle<i16>(low, high, 0, 8, 1, 9, 2, 10, 3, 11), flip))
      v128.store(to, i8x16.sub(v128.shuffle<i16>(low, high, 4, 12, 5, 13, 6, 14, 7, 15), flip), 16)
      to += 32
      row += 4 * rowBytes
    }
  }
}

/** The same of [n][k]. */
export function packBytesNK(from: usize, rowBytes: usize, to: usize, k: i32, n: i32, shift: i32): void {
  const flip = i8x16.splat(<i8>shift)
  for (let column = 0; column < n; column += 8) {
    let row = from + <usize>column * rowBytes
    for (let at = 0; at < k; at += 4) {
      for (let c: usize = 0; c < 8; c++) store<i32>(to + (c << 2), load<i32>(row + c * rowBytes))
      v128.store(to, i8x16.sub(v128.load(to), flip))
      v128.store(to, i8x16.sub(v128.load(to, 16), flip), 16)
      to += 32
      row += 4
    }
  }
}

/** i8[n / 8][k / 4][8][4] → i8[n / 8][k / 2][8][2], in place. */
export function pairBytes(panels: usize, k: i32, n: i32): void {
  const end = panels + <usize>k * <usize>n
  for (; panels < end; panels += 32) {
    const a = v128.load(panels)
    const b = v128.load(panels, 16)
    v128.store(panels, v128.shuffle<i16>(a, b, 0, 2, 4, 6, 8, 10, 12, 14))
    v128.store(panels, v128.shuffle<i16>(a, b, 1, 3, 5, 7, 9, 11, 13, 15), 16)
  }
}

/** Of panels i8[n / 8][k / 4][8][4]: the sum of each column. @param to i32[n] */
export function sumsOfColumns(panels: usize, k: i32, n: i32, to: usize): void {
  const ones = i16x8.splat(1)
  for (let column = 0; column < n; column += 8) {
    let low = i32x4.splat(0)
    let high = low
    for (let at = 0; at < k; at += 4) {
      low = i32x4.add(low, i32x4.dot_i16x8_s(i16x8.extadd_pairwise_i8x16_s(v128.load(panels)), ones))
      high = i32x4.add(high, i32x4.dot_i16x8_s(i16x8.extadd_pairwise_i8x16_s(v128.load(panels, 16)), ones))
      panels += 32
    }
    v128.store(to, low)
    v128.store(to, high, 16)
    to += 32
  }
}

/** f32[k][n] → f32[n / 8][k][8]. @returns 0: a value is NaN or infinite */
export function packFloatsKN(from: usize, rowBytes: usize, to: usize, k: i32, n: i32): i32 {
  let check = f32x4.splat(0)
  for (let column = 0; column < n; column += 8) {
    let row = from + (<usize>column << 2)
    for (let at = 0; at < k; at++) {
      const a = v128.load(row)
      const b = v128.load(row, 16)
      check = f32x4.add(check, f32x4.add(f32x4.sub(a, a), f32x4.sub(b, b)))
      v128.store(to, a)
      v128.store(to, b, 16)
      to += 32
      row += rowBytes
    }
  }
  return isZero(check)
}

/** f32[n][k] → f32[n / 8][k][8]. @returns 0: a value is NaN or infinite */
export function packFloatsNK(from: usize, rowBytes: usize, to: usize, k: i32, n: i32): i32 {
  let check = f32x4.splat(0)
  for (let column = 0; column < n; column += 4) {
    const row = from + <usize>column * rowBytes
    let panel = to + (<usize>(column & ~7) * <usize>k + <usize>(column & 4)) * 4
    for (let at: usize = 0; at < <usize>k << 2; at += 16) {
      const a = v128.load(row + at)
      const b = v128.load(row + at + rowBytes)
      const c = v128.load(row + at + 2 * rowBytes)
      const d = v128.load(row + at + 3 * rowBytes)
      const ab = v128.shuffle<i32>(a, b, 0, 4, 1, 5)
      const cd = v128.shuffle<i32>(c, d, 0, 4, 1, 5)
      const ef = v128.shuffle<i32>(a, b, 2, 6, 3, 7)
      const gh = v128.shuffle<i32>(c, d, 2, 6, 3, 7)
      v128.store(panel, v128.shuffle<i64>(ab, cd, 0, 2))
      v128.store(panel, v128.shuffle<i64>(ab, cd, 1, 3), 32)
      v128.store(panel, v128.shuffle<i64>(ef, gh, 0, 2), 64)
      v128.store(panel, v128.shuffle<i64>(ef, gh, 1, 3), 96)
      panel += 128
      // x - x is NaN for NaN and infinity, else 0.
      check = f32x4.add(check, f32x4.add(f32x4.add(f32x4.sub(a, a), f32x4.sub(b, b)), f32x4.add(f32x4.sub(c, c), f32x4.sub(d, d))))
    }
  }
  return isZero(check)
}

// @ts-ignore: decorator
@inline
function isZero(check: v128): i32 {
  return i32x4.all_true(f32x4.eq(check, f32x4.splat(0))) ? 1 : 0
}

/** float16 → float32. @param count a multiple of 4 */
export function widenHalves(from: usize, to: usize, count: i32): void {
  const end = to + (<usize>count << 2)
  const exponent = i32x4.splat(0x0f800000)
  // 2^112: from the bias of halves to that of floats. Subnormal halves become right by the multiplication.
  const factor = f32x4.splat(5.192296858534827628530496329220096e33)
  for (; to < end; to += 16) {
    const h = v128.load_ext<u16>(from)
    const sign = i32x4.shl(v128.and(h, i32x4.splat(0x8000)), 16)
    const bits = i32x4.shl(v128.and(h, i32x4.splat(0x7fff)), 13)
    const isLast = i32x4.ge_s(bits, exponent)
    const finite = f32x4.mul(bits, factor)
    const special = v128.or(bits, i32x4.splat(0x7f800000))
    v128.store(to, v128.or(v128.bitselect(special, finite, isLast), sign))
    from += 8
  }
}

/**
 * com.microsoft MatMulNBits of 4 or 8 bits: one row of codes (low bits first) → f32[k]. Zero points of 4 bits are packed as the
 * codes are; 0: 2^(bits - 1).
 */
export function dequantiseBlocks(from: usize, scales: usize, zeros: usize, to: usize, k: i32, blockSize: i32, bits: i32): void {
  const blocks = (k + blockSize - 1) / blockSize
  const blockBytes = (<usize>blockSize * <usize>bits) >> 3
  for (let block = 0; block < blocks; block++) {
    const scale = load<f32>(scales + (<usize>block << 2))
    let zero = 1 << (bits - 1)
    if (zeros) zero = bits == 8 ? <i32>load<u8>(zeros + <usize>block) : (<i32>load<u8>(zeros + (<usize>block >> 1)) >> ((block & 1) << 2)) & 15
    const codes = from + <usize>block * blockBytes
    const first = block * blockSize
    const last = min(blockSize, k - first)
    const out = to + (<usize>first << 2)
    for (let at = 0; at < last; at++) {
      const code = bits == 8 ? <i32>load<u8>(codes + <usize>at) : (<i32>load<u8>(codes + (<usize>at >> 1)) >> ((at & 1) << 2)) & 15
      store<f32>(out + (<usize>at << 2), <f32>(code - zero) * scale)
    }
  }
}

/** com.microsoft MatMulBnb4: codes of 4 bits, high first, through a table of 16 values; one absmax for each block. */
export function dequantiseTable(from: usize, absmax: usize, table: usize, to: usize, first: i32, count: i32, blockSize: i32): void {
  for (let at = 0; at < count; at++) {
    const index = first + at
    const byte = <i32>load<u8>(from + (<usize>index >> 1))
    const code = index & 1 ? byte & 15 : byte >> 4
    store<f32>(to + (<usize>at << 2), load<f32>(table + (<usize>code << 2)) * load<f32>(absmax + (<usize>(index / blockSize) << 2)))
  }
}
