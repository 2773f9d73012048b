/** What we export, we read back: the same float32 values, by whatever names the target has. */
import { describe, expect, test } from 'vitest'
import { targetOf } from '../../../src/formats/export'
import type { TargetName } from '../../../src/formats/export/types'
import { parseReply } from '../../../src/formats/reply'
import { bytesOf, each, handJob, handMade } from '../../exports'

const DENSE = [0.5, -0.25, Math.fround(1e-7)]
const SPARSE = { 83: 0.25, 4865: Math.fround(0.0836) }
const COLBERT = [1, 0, 0.5, -0.5]

/** Heads that a target holds; the others are null. */
const TARGETS: readonly (readonly [TargetName, readonly ('dense' | 'sparse' | 'colbert')[]])[] = [
  ['json', ['dense', 'sparse', 'colbert']],
  ['jsonl', ['dense', 'sparse', 'colbert']],
  ['csv', ['dense', 'sparse', 'colbert']],
  ['milvus', ['dense', 'sparse', 'colbert']],
  ['milvus-rest', ['dense', 'sparse', 'colbert']],
  ['qdrant', ['dense', 'sparse', 'colbert']],
  ['elasticsearch', ['dense', 'sparse']],
  ['opensearch', ['dense', 'sparse']],
  ['weaviate', ['dense', 'colbert']],
  ['vespa', ['dense', 'sparse', 'colbert']],
]

describe.each(TARGETS)('%s', (name, heads) => {
  test('two records', async () => {
    const target = targetOf(name)
    const job = handJob({ settings: { heads, dimension: null, name: 'docs' } })
    const records = [handMade('A', 'hi "there"'), handMade('B', 'second')]
    const file = (await bytesOf(target.write(job, each(records)))).toString('utf8')
    const { items } = parseReply(file)
    expect(items.map(({ text }) => text)).toEqual(['hi "there"', 'second'])
    for (const item of items) {
      if (heads.includes('dense')) expect([...item.dense!]).toEqual(DENSE)
      if (heads.includes('sparse')) expect(Object.fromEntries(item.sparse!)).toEqual(SPARSE)
      if (heads.includes('colbert')) expect([...item.colbert!.data]).toEqual(COLBERT)
    }
  })
})
