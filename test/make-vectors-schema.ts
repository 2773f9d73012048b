/** Writes docs/schemas/m3scope-vectors-1.schema.json: `npx tsx test/make-vectors-schema.ts`. A test compares them. */
import { writeFileSync } from 'node:fs'
import { vectorsJsonSchema } from '../src/formats/export/schema'

writeFileSync(
  new URL('../docs/schemas/m3scope-vectors-1.schema.json', import.meta.url),
  JSON.stringify(vectorsJsonSchema(), null, 2) + '\n',
)
