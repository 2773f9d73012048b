import { useTranslation } from 'react-i18next'
import { kernelsText } from '../../engine/encoder/state'
import { isOwn, type HeadName, type ModelInfo } from '../../engine/model/types'
import type { ScoreName } from '../../engine/score/types'
import { HashText } from '../../ui/HashText'
import { Num } from '../../ui/Num'
import { detailText } from '../../ui/detail-text'
import { dtypeWith } from '../../ui/dtype'
import { SideMark, type Side } from '../../ui/score-parts'
import { originWords, sourceWords } from '../../ui/source-words'
import type { AnalyzeReply, Preprocessing } from './types'
import css from './scores.module.css'

const HEADS: Readonly<Record<ScoreName, readonly HeadName[]>> = {
  dense: ['dense'],
  sparse: ['sparse'],
  colbert: ['colbert'],
  'sparse+dense': ['dense', 'sparse'],
  'colbert+sparse+dense': ['dense', 'sparse', 'colbert'],
}

interface ProvenanceProps {
  readonly name: ScoreName
  readonly reply: AnalyzeReply
  readonly info: ModelInfo
  readonly preprocessing: Preprocessing
}

/** What produced the numbers: model, tokenizer, limits, normalisation, runtime. */
export function Provenance({ name, reply, info, preprocessing }: ProvenanceProps) {
  const { t } = useTranslation('scores')
  const { t: tCommon } = useTranslation('common')
  const settings = reply.a.encoded.settings
  return (
    <ul className={css.provenance} aria-label={t('provenance.title')}>
      <li className="num" title={originWords(tCommon, info.origin)}>
        {info.id}
      </li>
      <li>
        model_hash <HashText hash={info.hash} label={t('provenance.copyHash')} />
      </li>
      <li title={t('provenance.from', { source: sourceWords(tCommon, info.dtype) })}>
        dtype <b>{dtypeWith(tCommon, info, settings)}</b>
      </li>
      <TokenizerFact info={info} reply={reply} />
      <li>
        max_length <Num value={settings.maxLength} digits={0} />
      </li>
      {settings.truncateDim !== null && HEADS[name].includes('dense') && (
        <li className="amber">
          truncate_dim <Num value={settings.truncateDim} digits={0} />
        </li>
      )}
      {HEADS[name].map((head) => (
        <Normalised key={head} head={head} info={info} on={settings.normalize} />
      ))}
      {isOwn(info.execution) && (
        <li data-testid="provenance-encoder">
          {t('provenance.encoder', { kernels: kernelsText(info.execution.encoder) })}
        </li>
      )}
      <li>
        {info.runtime.name} {info.runtime.version}
        {isOwn(info.execution) && t('provenance.rest')} · {info.runtime.provider} ·{' '}
        {t('provenance.threads', { n: info.runtime.threads })}
        {info.runtime.threadsReason &&
          t('provenance.because', { reason: t(`provenance.threadsReason.${info.runtime.threadsReason}`) })}
      </li>
      <Prepared {...preprocessing} />
      <Length side="a" reply={reply} />
      <Length side="b" reply={reply} />
    </ul>
  )
}

function Prepared({ rules, leaveOutMetadata, changed }: Preprocessing) {
  const { t } = useTranslation(['scores', 'common'])
  if (rules.length === 0 && !leaveOutMetadata) return null
  const sides = (['a', 'b'] as const).filter((side) => changed[side])
  return (
    <li className={sides.length > 0 ? 'amber' : undefined} title={rules.map(({ kind }) => kind).join(' → ')}>
      {t('provenance.rules', { count: rules.length })}
      {leaveOutMetadata && ` · ${t('provenance.metadataOut')}`}
      {' · '}
      {sides.length === 0
        ? t('provenance.unchanged')
        : t('provenance.changed', { sides: sides.map((side) => side.toUpperCase()).join(t('common:list')) })}
    </li>
  )
}

function TokenizerFact({ info, reply }: { readonly info: ModelInfo; readonly reply: AnalyzeReply }) {
  const { t } = useTranslation('scores')
  const modal = info.tokenizer.mode !== null
  const reason = useFallbackReason(info)
  return (
    <li title={reason}>
      {t('provenance.tokenizer')} {info.tokenizer.engine}{' '}
      {modal && <b>{reply.a.encoded.settings.tokenizerMode}</b>}
    </li>
  )
}

/** In the reader's language, as soon as the words have arrived. */
function useFallbackReason({ tokenizer }: ModelInfo): string | undefined {
  const { t, ready } = useTranslation('details', { useSuspense: false })
  if (tokenizer.words === undefined) return tokenizer.fallbackReason ?? undefined
  return ready ? detailText(t, tokenizer.words) : undefined
}

interface NormalisedProps {
  readonly head: HeadName
  readonly info: ModelInfo
  readonly on: boolean
}

function Normalised({ head, info, on }: NormalisedProps) {
  const { t } = useTranslation('scores')
  const { t: tCommon } = useTranslation('common')
  const found = info.heads[head]
  if (found.state === 'unavailable') return null
  const { normalisedInGraph } = found.value
  const where =
    normalisedInGraph === null ? 'never' : normalisedInGraph ? 'graph' : on ? 'm3scope' : ('off' as const)
  return (
    <li title={t('provenance.from', { source: sourceWords(tCommon, found.value) })}>
      {t('provenance.head', { head: t(`heads.${head}`), state: t(`provenance.normalised.${where}`) })}
    </li>
  )
}

function Length({ side, reply }: { readonly side: Side; readonly reply: AnalyzeReply }) {
  const { t } = useTranslation('scores')
  const { ids, truncated, fullLength } = reply[side].encoded.tokenized
  return (
    <li className={truncated ? 'amber' : undefined}>
      <SideMark side={side} /> {t('provenance.tokens', { kept: ids.length })}
      {truncated && ` · ${t('provenance.truncated', { full: fullLength, lost: fullLength - ids.length })}`}
    </li>
  )
}
