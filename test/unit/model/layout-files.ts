/**
 * The layouts of public exports, as folders: file names of the repository over the files that
 * test/models/make-layouts.py wrote, and the tiny model's tokenizer and heads.
 */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { ModelSource } from '../../../src/engine/model/ports'
import { memoryFolder } from './memory-file'

const MODELS = fileURLToPath(new URL('../../models/', import.meta.url))
export const layoutFile = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(`${MODELS}layouts/${name}`))
export const tinyFile = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(`${MODELS}tiny/${name}`))

export type Contents = Readonly<Record<string, Uint8Array<ArrayBuffer> | string | object>>

const bytesOf = (content: Contents[string]): Uint8Array<ArrayBuffer> =>
  content instanceof Uint8Array
    ? content
    : new TextEncoder().encode(typeof content === 'string' ? content : JSON.stringify(content))

/** A folder that exists in memory alone. */
export const memorySource = (id: string, contents: Contents): ModelSource =>
  memoryFolder(id, new Map(Object.entries(contents).map(([name, content]) => [name, bytesOf(content)])))

/** config.json of the tiny model with some fields changed; the layouts' position table has 130 rows. */
export const config = (changes: object = {}): object => ({
  ...(JSON.parse(new TextDecoder().decode(tinyFile('config.json'))) as object),
  max_position_embeddings: 130,
  ...changes,
})

export const tokenizerFiles = (): Contents => ({
  'config.json': config(),
  'tokenizer.json': tinyFile('tokenizer.json'),
  'tokenizer_config.json': tinyFile('tokenizer_config.json'),
  'special_tokens_map.json': tinyFile('special_tokens_map.json'),
})

export const POOLING: Contents = { '1_Pooling/config.json': { pooling_mode_cls_token: true } }

export const headFiles = (): Contents => ({
  'sparse_linear.pt': tinyFile('sparse_linear.pt'),
  'colbert_linear.pt': tinyFile('colbert_linear.pt'),
})

/** @param files name in the repository → file of test/models/layouts */
export const layoutSource = (
  id: string,
  files: Readonly<Record<string, string>>,
  more: Contents = {},
): ModelSource =>
  memorySource(id, {
    ...tokenizerFiles(),
    ...Object.fromEntries(Object.entries(files).map(([name, file]) => [name, layoutFile(file)])),
    ...more,
  })
