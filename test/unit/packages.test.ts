/** One runtime in the page, and version labels that are true. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const json = <T>(path: string): T =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')) as T

const own = json<{ dependencies: Record<string, string> }>('package.json').dependencies
const peer = json<{ version: string; dependencies: Record<string, string> }>(
  'node_modules/@huggingface/transformers/package.json',
)
const locked = json<{ packages: Record<string, { version: string; resolved?: string }> }>(
  'package-lock.json',
).packages
const copiesOf = (name: string) => Object.keys(locked).filter((path) => path.endsWith(`node_modules/${name}`))

describe('packages', () => {
  it('there is one onnxruntime-web, the one that @huggingface/transformers pins', () => {
    expect(own['onnxruntime-web']).toBe(peer.dependencies['onnxruntime-web'])
    expect(copiesOf('onnxruntime-web')).toHaveLength(1)
  })
  it('there is one @huggingface/tokenizers, and the fallback’s label names its version', () => {
    expect(copiesOf('@huggingface/tokenizers')).toHaveLength(1)
    const fallback = readFileSync(new URL('../../src/engine/tokenizer/fallback.ts', import.meta.url), 'utf8')
    expect(fallback).toContain(`@huggingface/tokenizers ${own['@huggingface/tokenizers']}`)
  })
  it('every dependency stands in THIRD-PARTY-NOTICES.md', () => {
    const notices = readFileSync(new URL('../../THIRD-PARTY-NOTICES.md', import.meta.url), 'utf8')
    expect(Object.keys(own).filter((name) => !notices.includes(`| ${name} `))).toEqual([])
  })
  it('a plain npm install fetches no native runtime and records no address', () => {
    expect(locked['node_modules/onnxruntime-node']?.version).toBe('1.0.0')
    expect(locked['node_modules/sharp']?.version).toBe('1.0.0')
    expect(Object.values(locked).filter((entry) => entry.resolved)).toEqual([])
  })
})
