/**
 * Every target's file, byte by byte, of records made by hand. UPDATE_GOLDENS=1 writes them anew: read the difference.
 * The databases' own clients read such files in test/unit/interop.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { EXPORT_TARGETS } from '../../../src/formats/export'
import { bytesOf, each, handJob, handMade } from '../../exports'

const FOLDER = new URL('../../golden/exports/', import.meta.url)
const RECORDS = [
  handMade('A', 'What is\nBGE "M3"?'),
  handMade("it's", "=1+1, O'Neil \\ 😀\r\n%", {
    dense: [0.1, 0, -1],
    sparse: { 250001: 1e-7, 4: 0.3 },
    colbert: [[0.1, 0.2]],
    ids: [0, 250001, 4, 2],
    tokens: ['<s>', '<mask>', ',', '</s>'],
  }),
]

function golden(name: string, made: Buffer): void {
  const file = new URL(name, FOLDER)
  if (process.env['UPDATE_GOLDENS'] === '1') {
    mkdirSync(FOLDER, { recursive: true })
    writeFileSync(file, made)
  }
  expect(made.toString('latin1')).toBe(readFileSync(file).toString('latin1'))
}

it.each(EXPORT_TARGETS)('$name writes what it wrote', async (target) => {
  golden(`${target.name}.${target.extension}`, await bytesOf(target.write(handJob(), each(RECORDS))))
})

it.each(EXPORT_TARGETS.flatMap(({ name, setup }) => (setup ? [{ name, setup }] : [])))(
  '$name has what comes first',
  ({ name, setup }) => golden(`${name}-setup.${setup.extension}`, Buffer.from(setup.text(handJob()))),
)
