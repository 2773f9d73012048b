import { detail } from '../details'
import { invalid } from './invalid'
import type { SpecialIds } from './types'

type Role = keyof SpecialIds

const ROLES: readonly Role[] = ['cls', 'eos', 'pad', 'unk', 'mask']

/** Transformers' own defaults for the XLM-R tokenizer class, for folders that come without either config file. */
const XLMR_DEFAULTS: Record<Role, string> = {
  cls: '<s>',
  eos: '</s>',
  pad: '<pad>',
  unk: '<unk>',
  mask: '<mask>',
}

export type ConfigFields = Readonly<Record<string, unknown>>

/**
 * Ids of the tokens that transformers calls cls_token, eos_token, … ; tokenizer_config.json counts before
 * special_tokens_map.json, as in transformers.
 * @throws EngineError tokenizer/invalid when a role is neither a string nor {content}
 */
export function resolveSpecialIds(
  config: ConfigFields | null,
  map: ConfigFields | null,
  tokenToId: (token: string) => number | null,
): SpecialIds {
  const resolve = (role: Role) => {
    const named =
      tokenOf(config, 'tokenizer_config.json', role) ?? tokenOf(map, 'special_tokens_map.json', role)
    const token = named ?? (config || map ? null : XLMR_DEFAULTS[role])
    return token === null ? null : tokenToId(token)
  }
  return Object.fromEntries(ROLES.map((role) => [role, resolve(role)])) as unknown as SpecialIds
}

function tokenOf(fields: ConfigFields | null, file: string, role: Role): string | null {
  const value = fields?.[`${role}_token`]
  if (value === undefined || value === null) return null
  if (typeof value === 'string') return value
  const content = (value as { content?: unknown }).content
  if (typeof content !== 'string') throw invalid(file, detail('token-form', { role }))
  return content
}
