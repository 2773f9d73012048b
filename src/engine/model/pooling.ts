/** sentence-transformers' files: how hidden states become one vector. */
import { parseObject } from './config'
import {
  available,
  POOLING_MODES,
  unavailable,
  type Available,
  type Pooling,
  type PoolingMode,
  type Sourced,
} from './types'

/** Keys of versions before 5.7, each true or false, in the order in which their vectors follow each other. */
const KEYS: Readonly<Record<string, PoolingMode>> = {
  pooling_mode_cls_token: 'cls',
  pooling_mode_max_tokens: 'max',
  pooling_mode_mean_tokens: 'mean',
  pooling_mode_mean_sqrt_len_tokens: 'mean_sqrt_len_tokens',
  pooling_mode_weightedmean_tokens: 'weightedmean',
  pooling_mode_lasttoken: 'lasttoken',
}

const isMode = (value: unknown): value is PoolingMode =>
  typeof value === 'string' && (POOLING_MODES as readonly string[]).includes(value)

const joined = (modes: readonly PoolingMode[]): Pooling => modes.join('+') as Pooling

/**
 * 1_Pooling/config.json: `pooling_mode`, one name or a list (version 5.7 and later), or keys that are true or false.
 * @returns pooling-unknown where it names none, or one that m3scope does not compute
 * @throws EngineError model/config-invalid
 */
export function parsePooling(json: string, file: string): Available<Sourced<Pooling>> {
  const object = parseObject(json, file)
  if ('pooling_mode' in object) {
    const modes = Array.isArray(object.pooling_mode)
      ? (object.pooling_mode as unknown[])
      : [object.pooling_mode]
    return modes.length > 0 && modes.every(isMode)
      ? available({ value: joined(modes), source: `${file}: pooling_mode` })
      : unavailable('pooling-unknown')
  }
  const keys = Object.keys(KEYS).filter((key) => object[key] === true)
  return keys.length > 0
    ? available({ value: joined(keys.map((key) => KEYS[key]!)), source: `${file}: ${keys.join(', ')}` })
    : unavailable('pooling-unknown')
}

/** A module of modules.json. */
export interface Module {
  /** The last part of the class: "Pooling", "Dense". */
  readonly type: string
  /** Its folder, without a slash at the end; '' for the model's own. */
  readonly path: string
}

/**
 * modules.json: the modules in the order in which they run.
 * @returns null where it is no list of modules
 */
export function parseModules(json: string): readonly Module[] | null {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return null
  }
  if (!Array.isArray(value)) return null
  const modules: Module[] = []
  for (const entry of value as unknown[]) {
    const { type, path } = (entry ?? {}) as { readonly type?: unknown; readonly path?: unknown }
    if (typeof type !== 'string' || typeof path !== 'string') return null
    modules.push({ type: type.slice(type.lastIndexOf('.') + 1), path: path.replace(/\/+$/, '') })
  }
  return modules
}
