/** What a case's hash covers. */
import { sha256 } from 'hash-wasm'
import type { CaseContent } from './schema'

/** The parts that were computed or given; name, notes, expected outcome and environment may change without a trace. */
const contentOf = ({
  sides,
  prefix,
  rules,
  metadata,
  splits,
  settings,
  result,
}: CaseContent): CaseContent => ({ sides, prefix, rules, metadata, splits, settings, result })

/** @param content as the schema gives it: the order of keys is the schema's @returns SHA-256, lower-case hex */
export const hashOf = (content: CaseContent): Promise<string> => sha256(JSON.stringify(contentOf(content)))
