/** Writes docs/schemas, one file for each public format: `npm run docs:schemas`. A test fails where a file is out of date. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { jsonSchemaOf, PUBLIC_FORMATS, schemaFileOf } from '../src/formats/report'
import { formatted } from './format'

const FOLDER = fileURLToPath(new URL('../docs/schemas/', import.meta.url))

mkdirSync(FOLDER, { recursive: true })
for (const format of PUBLIC_FORMATS) {
  const path = FOLDER + schemaFileOf(format)
  const json = JSON.stringify(jsonSchemaOf(format), null, 2)
  writeFileSync(path, await formatted(path, json))
}
