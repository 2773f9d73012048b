import { attend, type Wanted } from '../chain/attend'
import type { OpenedChain } from '../chain/open-chain'
import type { AttentionLayer } from '../chain/types'
import { EngineError } from '../errors'
import { feedsOf } from '../model/graph'
import type { LoadedModel } from '../model/load'
import type { Tokenized } from '../tokenizer/types'
import { checkSettings } from './encode'
import type { RunHooks } from './pass'
import type { EncodeSettings } from './types'

/**
 * Attention weights of one text, as the model computes them on its way to dense_vecs and the others. Equals
 * XLMRobertaModel(…, output_attentions=True).attentions for that text alone.
 * @throws EngineError attention/unavailable, attention/no-such; as encodeText
 */
export async function attendText(
  model: LoadedModel,
  text: string,
  settings: EncodeSettings,
  wanted: Wanted,
  hooks: RunHooks = {},
): Promise<{ tokenized: Tokenized; layers: AttentionLayer[] }> {
  const { chain, heads } = attentionOf(model)
  checkSettings(model, settings)
  const tokenized = model.tokenizers.get(settings.tokenizerMode).encode(text, settings.maxLength)
  const { session, padId } = model
  const layers = await attend(
    chain.chain,
    chain.workshop,
    heads,
    feedsOf(session.inputs, tokenized.ids, padId),
    wanted,
    {
      ...hooks,
      activations: settings.activations ?? 'published',
      arithmetic: settings.arithmetic ?? 'exact',
    },
  )
  return { tokenized, layers }
}

/** @throws EngineError attention/unavailable */
export function attentionOf({ info, chain }: LoadedModel): {
  readonly chain: OpenedChain
  readonly heads: number
} {
  if (info.attention.state === 'available' && chain) return { chain, heads: info.attention.value.heads }
  const reason = info.attention.state === 'unavailable' ? info.attention.reason : 'attention-whole'
  throw new EngineError('attention/unavailable', `${info.id} gives no attention weights (${reason}).`, {
    reason,
  })
}
