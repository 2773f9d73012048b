import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { caseToJson, casesToJson } from '../../../src/formats/case/write'
import { MODEL_FOLDERS } from '../../engine'
import { caseOf, remade } from '../case/fixture'
import { cli } from './run'

const folder = mkdtempSync(join(tmpdir(), 'm3case-'))
const save = (name: string, content: string): string => {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
const run = (path: string) => cli(['replay', path, '--model', MODEL_FOLDERS.tiny])

const stored = await caseOf(['手机充不进电', 'If the phone does not charge, clean it.'], {
  prefix: 'query: ',
})

describe('replay', () => {
  it('gives the very same numbers: exit 0', async () => {
    const { status, stdout, stderr } = await run(save('same.m3case.json', caseToJson(stored)))
    expect(stderr).toBe('')
    expect(status).toBe(0)
    const found = JSON.parse(stdout) as { scores: { before: object; after: object }; verdict: string }
    expect(found).toMatchObject({ verdict: 'identical', tolerance: 'same', id: 'case-1' })
    expect(found.scores.after).toEqual(found.scores.before)
  })

  it('says what differs: exit 1', async () => {
    const other = await remade(stored, (draft) => {
      const dense = draft.result.explanation.dense as { dot: number }
      dense.dot += 0.1
      draft.result.scores.dense = dense.dot
      const { sparse, colbert } = draft.result.scores as Record<string, number>
      draft.result.scores['sparse+dense'] = (sparse! + dense.dot) / 2
      draft.result.scores['colbert+sparse+dense'] = (colbert! + sparse! + dense.dot) / 3
    })
    const { status, stdout, stderr } = await run(save('other.m3case.json', caseToJson(other)))
    expect(status).toBe(1)
    expect(stderr).toContain('scores.dense')
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'differs' })
  })

  it('runs a list line by line, and judges what is expected', async () => {
    const expects = {
      ...stored,
      id: '2',
      expected: { outcome: 'match', score: 'dense', threshold: 2 } as const,
    }
    const list = [...casesToJson([stored, expects], stored.created)].join('')
    const { status, lines, stderr } = await run(save('list.m3cases.json', list))
    expect(status).toBe(1)
    expect(lines.map(({ verdict }) => verdict)).toEqual(['identical', 'identical'])
    expect(lines[1]).toMatchObject({ judgement: { state: 'fail', threshold: 2 } })
    expect(stderr).toContain('expected otherwise')
  })

  it('refuses a bad file before it loads anything: exit 2', async () => {
    const json = caseToJson(stored)
    for (const [name, content, said] of [
      ['newer', JSON.stringify({ ...stored, version: 2 }), 'newer m3scope'],
      ['edited', json.replace('If the phone', 'If the cat'), 'sides.b.text'],
      ['cut', json.slice(0, 2000), 'ends in the middle'],
      ['none', 'hello', 'it begins with "hello"'],
    ] as const) {
      const { status, stderr, stdout } = await cli(['replay', save(`${name}.m3case.json`, content)])
      expect([status, stdout], stderr).toEqual([2, ''])
      expect(stderr).toContain(said)
    }
    expect((await cli(['replay', join(folder, 'not-there.m3case.json')])).status).toBe(2)
    expect((await cli(['replay', 'x', '--max-length', '8'])).stderr).toContain(
      '--max-length does not go with replay',
    )
  })
})
