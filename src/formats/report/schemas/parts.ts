/** What the schemas of several reports share. */
import { z } from '../../../engine/zod'
import { stamp, type ReportFormat } from '../names'

/** The value of a schema as code makes it: nothing in it is changed afterwards. */
export type Report<S extends z.core.$ZodType> = DeepReadonly<z.infer<S>>

type DeepReadonly<T> = T extends object ? { readonly [K in keyof T]: DeepReadonly<T[K]> } : T

export function stamped<F extends ReportFormat>(format: F) {
  const { version } = stamp(format)
  return { format: z.literal(format), version: z.literal(version) }
}

export const number = z.number()
export const text = z.string()
export const flag = z.boolean()
export const count = z.int().check(z.nonnegative())
export const orNull = <T extends z.core.$ZodType>(value: T) => z.nullable(value)

/** All reasons: Unavailable in src/engine/model/types.ts. */
export const reason = z
  .strictObject({ unavailable: text })
  .check(z.describe('In place of a value that the model cannot give: why.'))
export const orReason = <T extends z.core.$ZodType>(value: T) => z.union([value, reason])

export const side = z.enum(['a', 'b'])
export const perSide = <T extends z.core.$ZodType>(value: T) => z.strictObject({ a: value, b: value })

export const scoreName = z.enum(['dense', 'sparse', 'colbert', 'sparse+dense', 'colbert+sparse+dense'])
/** The keys are FlagEmbedding's, as its compute_score writes them. */
export const byScore = <T extends z.core.$ZodType>(value: T) =>
  z.strictObject({
    dense: value,
    sparse: value,
    colbert: value,
    'sparse+dense': value,
    'colbert+sparse+dense': value,
  })
export const scores = byScore(orReason(number))

export const weightList = z
  .tuple([number, number, number])
  .check(z.describe('compute_score’s weights_for_different_modes: dense, sparse, ColBERT.'))

export const ids = z.array(count).check(z.describe('[n] token ids, <s> and </s> included.'))
export const range = z.tuple([count, count]).check(z.describe('UTF-16 range [start, end).'))

export const token = z.strictObject({
  index: count.check(z.describe('Place in the text’s tokens; 0 is <s>.')),
  token: text,
  range: orNull(range),
})

export const oneSided = z.array(z.strictObject({ id: count, token: text, weight: number }))
export const sharedToken = {
  id: count,
  token: text,
  weightA: number,
  weightB: number,
  product: number,
}

/** What the engine gives as it is: a value with its state. */
export const available = <T extends z.core.$ZodType>(value: T) =>
  z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('available'), value }),
    z.strictObject({ state: z.literal('unavailable'), reason: text }),
  ])
