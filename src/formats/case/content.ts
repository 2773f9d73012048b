/** What a case's hash covers. */
import { sha256 } from 'hash-wasm'
import type { CaseContent } from './schema'

/**
 * The parts that were given or computed. Name, notes, expected outcome and environment are not among them: they may
 * change.
 */
const contentOf = ({
  sides,
  prefix,
  rules,
  metadata,
  splits,
  settings,
  result,
}: CaseContent): CaseContent => ({ sides, prefix, rules, metadata, splits, settings, result })

/** @param content parsed by the schema, because the hash depends on the order of keys @returns SHA-256, lower-case hex */
export const hashOf = (content: CaseContent): Promise<string> => sha256(JSON.stringify(contentOf(content)))
