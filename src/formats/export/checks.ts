/** The checks before an export is written. Each target has its own limits (ExportTarget.limits). */
import type { HeadName } from '../../engine/model/types'
import { loneSurrogate } from '../../engine/text/surrogates'
import { utf8Length } from '../../engine/text/utf8'
import { finding } from './findings'
import type { ExportJob, ExportTarget, Finding, VectorRecord } from './types'
import { colbertOf, denseOf, sparseOf, writes, writtenHeads } from './values'

/** Checks the job, before any record. */
export function checkJob(job: ExportJob, target: ExportTarget): Finding[] {
  const { title, limits, cannot } = target
  const found: Finding[] = []
  if (job.count === 0) found.push(finding('error', 'no-records', null, {}))
  if (job.isDemo) found.push(finding('warning', 'demo-model', null, { model: job.identity.model }))
  for (const head of job.settings.heads) {
    const state = job.heads[head]
    const reason = cannot[head]
    if (reason !== undefined) found.push(finding('warning', 'cannot-hold', null, { head, title, reason }))
    else if (state.state === 'unavailable')
      found.push(finding('warning', 'head-unavailable', null, { head, reason: state.reason }))
  }
  if (writtenHeads(job, target).length === 0) found.push(finding('error', 'no-heads', null, { title }))
  const { name } = job.settings
  if (limits.name && !limits.name.valid(name))
    found.push(finding('error', 'name-invalid', null, { name, title, rule: limits.name.rule }))
  found.push(...dimensionFindings(job, target, 'dense', limits.denseDimension))
  found.push(...dimensionFindings(job, target, 'colbert', limits.colbertDimension))
  return found
}

function dimensionFindings(
  job: ExportJob,
  { title, cannot }: ExportTarget,
  head: 'dense' | 'colbert',
  limit = Infinity,
): Finding[] {
  const dimension = job.dimensions[head] ?? 0
  return cannot[head] === undefined && dimension > limit
    ? [finding('error', 'dimension-above', null, { head, dimension, limit, title })]
    : []
}

export function checkRecord(record: VectorRecord, job: ExportJob, target: ExportTarget): Finding[] {
  const { title, limits } = target
  const { id, text } = record
  const { tokenized } = record.encoded
  const found: Finding[] = []
  const add = (severity: Finding['severity'], code: Finding['code'], values: Finding['values']) =>
    found.push(finding(severity, code, id, values))
  if (tokenized.truncated)
    add('warning', 'truncated', { tokens: tokenized.fullLength, limit: tokenized.maxLength })
  const lone = loneSurrogate(text)
  if (lone !== null) add('error', 'lone-surrogate', { at: lone, title })
  const at = limits.forbidden ? text.search(limits.forbidden) : -1
  if (at >= 0) add('error', 'text-forbidden', { at, found: codePoint(text, at), title })
  if (limits.textBytes !== undefined) {
    const bytes = utf8Length(text)
    if (bytes > limits.textBytes) add('error', 'text-too-long', { bytes, limit: limits.textBytes, title })
  }
  if (limits.idBytes !== undefined) {
    const bytes = utf8Length(String(id))
    if (bytes > limits.idBytes) add('error', 'id-too-long', { bytes, limit: limits.idBytes, title })
  }
  checkVectors(record, job, target, add)
  return found
}

const codePoint = (text: string, at: number): string =>
  `U+${text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0')}`

type Add = (severity: Finding['severity'], code: Finding['code'], values: Finding['values']) => void

function checkVectors(
  record: VectorRecord,
  job: ExportJob,
  { title, limits, cannot }: ExportTarget,
  add: Add,
) {
  const taken = (head: HeadName) => cannot[head] === undefined && writes(job, head)
  const dense = taken('dense') ? denseOf(record, job) : null
  if (dense) {
    notFinite('dense', dense, add)
    if (limits.zeroVector && dense.every((value) => value === 0))
      add(limits.zeroVector, 'zero-vector', { title })
  }
  const sparse = taken('sparse') ? sparseOf(record, job) : null
  if (sparse) {
    notFinite('sparse', sparse.values(), add)
    if (sparse.size === 0 && limits.sparseEmpty) add('warning', limits.sparseEmpty, { title })
    if (sparse.size > (limits.sparseNonZero ?? Infinity))
      add('error', 'sparse-too-many', { count: sparse.size, limit: limits.sparseNonZero!, title })
  }
  const colbert = taken('colbert') ? colbertOf(record, job) : null
  if (colbert) {
    notFinite('colbert', colbert.data, add)
    const limit = Math.min(
      limits.colbertRows ?? Infinity,
      Math.floor((limits.colbertNumbers ?? Infinity) / colbert.dimension),
    )
    if (colbert.rows > limit) add('error', 'colbert-too-many', { rows: colbert.rows, limit, title })
  }
}

/** JSON has no NaN, and no database takes one. */
function notFinite(head: HeadName, values: Iterable<number>, add: Add): void {
  let index = 0
  for (const value of values) {
    if (!Number.isFinite(value)) {
      add('error', 'not-finite', { head, index, found: String(value) })
      return
    }
    index++
  }
}
