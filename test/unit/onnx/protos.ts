/** Protobuf by hand, for what no writer writes. */

export const text = (value: string): number[] => [...new TextEncoder().encode(value)]

function number(value: number): number[] {
  let rest = BigInt.asUintN(64, BigInt(value))
  const bytes: number[] = []
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
  return [...bytes, Number(rest)]
}

export const varint = (field: number, value: number): number[] => [...number(field * 8), ...number(value)]

/** A length-delimited field. */
export const field = (id: number, payload: readonly number[]): number[] =>
  number(id * 8 + 2).concat(number(payload.length), payload)

export const tensor = (name: string, ...parts: readonly number[][]): number[] =>
  field(5, parts.flat().concat(field(8, text(name))))

/** A model of one Identity node, and what else its graph has. */
export const model = (...parts: readonly number[][]): number[] => [
  ...varint(1, 8),
  ...field(
    7,
    field(1, [...field(1, text('x')), ...field(2, text('y')), ...field(4, text('Identity'))]).concat(
      ...parts,
    ),
  ),
]
