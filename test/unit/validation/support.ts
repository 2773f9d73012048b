import { readValidation } from '../../../src/formats/validation/read'
import type { ReadReply, ReadRequest } from '../../../src/formats/validation/types'

export const noWait = () => Promise.resolve()

type Options = Partial<Pick<ReadRequest, 'mapping' | 'encoding' | 'sheet'>>

export async function read(
  content: string | Uint8Array,
  name = 'table.csv',
  options: Options = {},
  checkpoint: () => Promise<void> = noWait,
) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const reply = await readFiles([[name, bytes]], options, checkpoint)
  return { reply }
}

export function readFiles(
  files: readonly (readonly [name: string, content: string | Uint8Array])[],
  options: Options = {},
  checkpoint: () => Promise<void> = noWait,
): Promise<ReadReply> {
  return readValidation(
    {
      files: files.map(([name, content]) => ({
        name,
        bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
      })),
      mapping: null,
      encoding: null,
      sheet: null,
      ...options,
    },
    { checkpoint },
  )
}

export const reasons = ({ skipped }: ReadReply) =>
  skipped.map(({ row, reason, value }) => [row, reason, value])

/** Pairs as objects; what a pair has not is left out. */
export function pairsOf({ set }: ReadReply) {
  const { pairs, queries, documents } = set!
  return Array.from({ length: pairs.count }, (_, at) => ({
    row: pairs.row[at]!,
    query: queries.texts[pairs.query[at]!]!,
    document: documents.texts[pairs.document[at]!]!,
    ...given('rank', pairs.rank[at]!),
    ...given('production', pairs.production[at]!),
    ...given('grade', pairs.grade[at]!),
  }))
}

type Given = Readonly<Record<'rank' | 'production' | 'grade', number>>

const given = (name: keyof Given, value: number): Partial<Given> =>
  Number.isNaN(value) ? {} : { [name]: value }
