import { createTokenizers, type TokenizerSet } from '../tokenizer'
import { parseConfig, positionLimit, type ModelConfig } from './config'
import { chooseTextFiles, type TextFiles } from './files'
import type { ModelSource } from './ports'
import type { LoadProgress, Sourced } from './types'

export interface TextSide {
  readonly config: ModelConfig | null
  readonly tokenizers: TokenizerSet
  /** Maximum number of tokens, template tokens included. */
  readonly limit: Sourced<number>
}

/** Loads what a model needs to tokenize text. @param read gives null for null */
export async function loadText(
  files: TextFiles,
  read: (name: string | null) => Promise<string | null>,
  options: { readonly onProgress?: (progress: LoadProgress) => void } = {},
): Promise<TextSide> {
  const configJson = await read(files.config)
  const config = configJson === null ? null : parseConfig(configJson, files.config!)
  const tokenizerJson = (await read(files.tokenizer))!
  const tokenizerConfig = await read(files.tokenizerConfig)
  const specialTokensMap = await read(files.specialTokensMap)
  options.onProgress?.({ stage: 'tokenizer' })
  const tokenizers = await createTokenizers({ tokenizerJson, tokenizerConfig, specialTokensMap })
  const { pad } = tokenizers.get('hf4').info.specialIds
  return { config, tokenizers, limit: positionLimit(config, files.config, tokenizers.maxLength, pad) }
}

/** The same without a graph: all that tokenizing needs. */
export async function loadTextOnly(source: ModelSource): Promise<TextSide> {
  const files = chooseTextFiles(await source.list(), 'onnx/', source.id)
  return loadText(files, async (name) =>
    name === null ? null : new TextDecoder('utf-8').decode((await source.read(name)).data),
  )
}
