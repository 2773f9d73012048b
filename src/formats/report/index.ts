/**
 * Every versioned public JSON of m3scope. docs/schemas is generated from this list (`npm run docs:schemas`), and
 * CHANGELOG-formats.md has a line for each of its entries; tests check both. The page does not import this file: it loads
 * every schema.
 */
import { referenceSchema } from '../../engine/certify/reference'
import { REFERENCE_FORMAT, REFERENCE_VERSION } from '../../engine/certify/types'
import { RULES_FORMAT, RULES_VERSION, rulesFileSchema } from '../../engine/text/preprocess/json'
import { z } from '../../engine/zod'
import {
  CASE_FORMAT,
  CASE_VERSION,
  CASES_FORMAT,
  CASES_VERSION,
  caseSchema,
  casesSchema,
} from '../case/schema'
import { VECTORS_FORMAT, VECTORS_VERSION, vectorsSchema } from '../export/schema'
import { REPORT_VERSIONS, type ReportFormat } from './names'
import { anatomySchema } from './schemas/anatomy'
import { attentionSchema } from './schemas/attention'
import { diagnosisSchema } from './schemas/diagnosis'
import { encodeSchema } from './schemas/encode'
import { endpointComparisonSchema, endpointSweepSchema } from './schemas/endpoint'
import { environmentSchema } from './schemas/environment'
import { modelComparisonSchema } from './schemas/model-comparison'
import { scoreBreakdownSchema } from './schemas/score-breakdown'
import { tokensSchema } from './schemas/tokens'
import { validationSchema } from './schemas/validation'
import { whySchema } from './schemas/why'

interface PublicFormat {
  /** "m3scope/case": the value of the field `format`. */
  readonly name: string
  readonly version: number
  readonly schema: z.core.$ZodType
}

const REPORTS: Readonly<Record<ReportFormat, z.core.$ZodType>> = {
  'm3scope/score-breakdown': scoreBreakdownSchema,
  'm3scope/anatomy': anatomySchema,
  'm3scope/tokens': tokensSchema,
  'm3scope/attention': attentionSchema,
  'm3scope/environment': environmentSchema,
  'm3scope/model-comparison': modelComparisonSchema,
  'm3scope/endpoint-comparison': endpointComparisonSchema,
  'm3scope/endpoint-sweep': endpointSweepSchema,
  'm3scope/diagnosis': diagnosisSchema,
  'm3scope/why': whySchema,
  'm3scope/encode': encodeSchema,
  'm3scope/validation': validationSchema,
}

export const PUBLIC_FORMATS: readonly PublicFormat[] = [
  { name: CASE_FORMAT, version: CASE_VERSION, schema: caseSchema },
  { name: CASES_FORMAT, version: CASES_VERSION, schema: casesSchema },
  { name: VECTORS_FORMAT, version: VECTORS_VERSION, schema: vectorsSchema },
  {
    name: RULES_FORMAT,
    version: RULES_VERSION,
    schema: z.extend(rulesFileSchema, { version: z.literal(RULES_VERSION) }),
  },
  { name: REFERENCE_FORMAT, version: REFERENCE_VERSION, schema: referenceSchema },
  ...(Object.entries(REPORTS) as [ReportFormat, z.core.$ZodType][]).map(([name, schema]) => ({
    name,
    version: REPORT_VERSIONS[name],
    schema,
  })),
]

/** The file below docs/schemas: "m3scope-case-1.schema.json". */
export const schemaFileOf = ({ name, version }: PublicFormat): string =>
  `${name.replace('/', '-')}-${version}.schema.json`

/** JSON Schema, draft 2020-12. */
export const jsonSchemaOf = (format: PublicFormat): Record<string, unknown> => ({
  $id: schemaFileOf(format),
  title: `${format.name}, version ${format.version}`,
  ...z.toJSONSchema(format.schema, { target: 'draft-2020-12' }),
})
