/**
 * Vespa: a feed for `vespa feed` or `/document/v1`. Cells as
 * https://docs.vespa.ai/en/reference/schemas/document-json-format.html has them: `values` of an indexed tensor, an
 * object of one mapped dimension, `blocks` of a mixed one. ColBERT stays float: bfloat16 would round it.
 */
import { json, numbers, objectOf, rowsObject, weightsObject } from './pieces'
import { madeByLine } from './rows'
import { TARGET_TITLES, type ExportJob, type ExportTarget } from './types'
import { byId, colbertOf, denseOf, sparseOf, writes } from './values'

export const vespaTarget: ExportTarget = {
  name: 'vespa',
  title: TARGET_TITLES.vespa,
  extension: 'jsonl',
  mediaType: 'application/x-ndjson',
  binary: false,
  cannot: {},
  limits: {
    uniqueIds: true,
    zeroVector: 'warning',
    sparseEmpty: 'sparse-empty',
    // Text.isTextCharacter of vespajlib: no control characters but tab and line ends.
    forbidden: /[\0-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]/,
    name: {
      valid: (name) => /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name),
      rule: 'vespa',
    },
  },
  setup: { extension: 'sd', mediaType: 'text/plain', text: schemaOf },
  load: (file, setupFile, name) =>
    `# ${setupFile} goes into the application package as schemas/${name}.sd (vespa deploy), then:
vespa feed ${file}`,
  async *write(job, records) {
    const { name } = job.settings
    for await (const record of records) {
      const [dense, sparse, colbert] = [denseOf(record, job), sparseOf(record, job), colbertOf(record, job)]
      yield* objectOf([
        ['put', json(`id:${name}:${name}::${record.id}`)],
        [
          'fields',
          objectOf([
            ['id', json(String(record.id))],
            ['text', json(record.text)],
            ['dense', dense && objectOf([['values', numbers(dense)]])],
            ['sparse', sparse && objectOf([['cells', weightsObject(byId(sparse))]])],
            ['colbert', colbert && objectOf([['blocks', rowsObject(colbert)]])],
          ]),
        ],
      ])
      yield '\n'
    }
  },
}

function schemaOf(job: ExportJob): string {
  const { dimensions, identity } = job
  const { name } = job.settings
  const { dense, colbert } = dimensions
  const metric = identity.normalize ? 'prenormalized-angular' : 'dotproduct'
  const fields = [
    'field id type string { indexing: summary | attribute }',
    'field text type string { indexing: summary | index }',
    ...(dense !== null
      ? [
          `field dense type tensor<float>(x[${dense}]) { indexing: attribute | index attribute { distance-metric: ${metric} } }`,
        ]
      : []),
    ...(writes(job, 'sparse') ? ['field sparse type tensor<float>(t{}) { indexing: attribute }'] : []),
    ...(colbert !== null
      ? [`field colbert type tensor<float>(token{}, x[${colbert}]) { indexing: attribute }`]
      : []),
  ]
  return `# m3scope: ${madeByLine(job)}
schema ${name} {
  document ${name} {
${fields.map((field) => `    ${field}`).join('\n')}
  }
}
`
}
