import { expect, it } from 'vitest'
import { cli, jsonl } from './run'

const LINES = jsonl([
  { id: 'a', text: 'What is BGE M3?' },
  { id: 'b', text: '您购买的显示器目前缺货。' },
])

it('writes the file whole, equal to what encode gives', async () => {
  const { status, stdout, stderr } = await cli(['export', '--to', 'json', '--truncate-dim', '64'], LINES)
  expect(status, stderr).toBe(0)
  expect(stderr).toContain('demo model')
  const file = JSON.parse(stdout)
  expect(file).toMatchObject({ format: 'm3scope/vectors', version: 1, is_demo: true, count: 2 })
  const encoded = (await cli(['encode', '--truncate-dim', '64', '--heads', 'dense,sparse'], LINES)).lines
  for (const [at, line] of encoded.entries()) {
    const { id, input_ids, dense_vecs, dense_vecs_full, lexical_weights } = file.records[at]
    expect({ id, input_ids, dense_vecs, dense_vecs_full, lexical_weights }).toEqual(line)
    expect(file.records[at]).not.toHaveProperty('colbert_vecs')
  }
})

it('refuses a target that it does not know, and names those it does', async () => {
  for (const args of [['--to', 'pinecone'], []]) {
    const { status, stdout, stderr } = await cli(['export', ...args], LINES)
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/json, milvus, milvus-rest, qdrant, elasticsearch, opensearch, pgvector/)
  }
})

it('refuses a head that the target cannot hold when it is asked for by name', async () => {
  const { status, stderr } = await cli(['export', '--to', 'weaviate', '--heads', 'sparse'], LINES)
  expect(status).toBe(2)
  expect(stderr).toMatch(/Weaviate has no place for the sparse head/)
})

it('writes nothing where one line cannot be exported, and names it', async () => {
  const twice = LINES + jsonl([{ id: 'a', text: 'again' }])
  const { status, stdout, stderr } = await cli(['export', '--to', 'qdrant'], twice)
  expect(status).toBe(2)
  expect(stdout).toBe('')
  expect(stderr).toMatch(/error: line 3 \(id "a"\).*more than once/)
  const long = await cli(
    ['export', '--to', 'milvus', '--heads', 'dense'],
    LINES + jsonl([{ id: 'c', text: 'a '.repeat(40_000) }]),
  )
  expect(long.status).toBe(2)
  expect(long.stdout).toBe('')
  expect(long.stderr).toMatch(/error: line 3 \(id "c"\): its text has 80000 bytes, Milvus takes 65535/)
})

it('refuses ids that a database could not be given as they are', async () => {
  for (const [id, said] of [
    ['', 'field "id" is missing'],
    ['"id":1.5,', 'field "id" is 1.5'],
    ['"id":12345678901234567890,', 'field "id" is 12345678901234567'],
    ['"id":null,', 'field "id" is null'],
  ]) {
    const { status, stderr } = await cli(['export', '--to', 'json'], `{${id}"text":"x"}\n`)
    expect(status).toBe(2)
    expect(stderr).toContain(`line 1: ${said}`)
  }
})

it('--setup writes what comes first, with the type of the ids', async () => {
  const { status, stdout, stderr } = await cli(
    ['export', '--to', 'milvus', '--setup', '--collection', 'docs'],
    jsonl([{ id: 7, text: 'x' }]),
  )
  expect(status, stderr).toBe(0)
  const { collectionName, schema } = JSON.parse(stdout)
  expect(collectionName).toBe('docs')
  expect(schema.fields[0]).toMatchObject({ fieldName: 'id', dataType: 'Int64', isPrimary: true })
  expect((await cli(['export', '--to', 'json', '--setup'], LINES)).status).toBe(2)
})
