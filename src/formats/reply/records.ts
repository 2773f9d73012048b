/** Reads many records of a database or of an export. */
import type { LiteralObject } from './literal'
import { reply } from './make'
import { readRecord } from './record'
import type { ForeignReply, ForeignVectors, ReplyForm } from './types'

/** Records without vectors are left out (an index' action lines); null: none has any. */
export function readRecords(
  records: readonly LiteralObject[],
  form: ReplyForm = formOf(records[0]),
): ForeignReply | null {
  const items = records.flatMap((record, at): ForeignVectors[] => {
    const read = readRecord(record, `[${at}]`)
    return read === null ? [] : [read]
  })
  return items.length === 0 ? null : reply(form, items)
}

/** Only Qdrant's points have a shape of their own; every other record is a row with vector fields. */
const formOf = (record: LiteralObject | undefined): ReplyForm =>
  record === undefined || !('vector' in record) || !('id' in record)
    ? 'row'
    : 'payload' in record || typeof record['vector'] === 'object'
      ? 'qdrant'
      : 'row'
