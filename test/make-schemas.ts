/** Writes docs/schemas/*.schema.json: `npx tsx test/make-schemas.ts`. Tests compare them with the code. */
import { writeFileSync } from 'node:fs'
import { z } from 'zod'
import { caseSchema } from '../src/formats/case/schema'
import { vectorsJsonSchema } from '../src/formats/export/schema'

const write = (name: string, schema: object) =>
  writeFileSync(
    new URL(`../docs/schemas/${name}.schema.json`, import.meta.url),
    JSON.stringify(schema, null, 2) + '\n',
  )

write('m3scope-vectors-1', vectorsJsonSchema())
write('m3scope-case-1', z.toJSONSchema(caseSchema))
