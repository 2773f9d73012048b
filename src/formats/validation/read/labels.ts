/** Labels in the spellings of people, programs and judges. */
import type { ReadNote } from '../types'

const words = (text: string) => new Set(text.split(' '))

const YES = words(
  'yes y true t relevant rel positive pos good match matched correct right hit ok useful helpful ✓ ✔ ✔️ √ ☑ ✅ 是 对 相关 有关 好 正确 匹配 命中 真 有用 有效 合格 符合 通过 對 相關 有關 正確 通過',
)
const NO = words(
  'no n false f irrelevant notrelevant nonrelevant unrelated negative neg bad mismatch nomatch notmatched nothit notcorrect incorrect wrong miss missed useless ✗ ✘ ✖ × x ☒ ❌ 否 不 不是 不对 不相关 无关 不相干 非相关 差 坏 错 错误 不正确 不匹配 未命中 假 无用 无效 没用 不合格 不符合 不通过 不對 不相關 無關 不相干 完全不相关 完全不相關 完全无关 錯 錯誤 不正確 無用 不通過',
)
const UNSURE = words(
  'unsure uncertain unknown undecided maybe skip skipped unlabelled unlabeled unjudged null none nil nan n/a na #n/a - – — ? 未定 不确定 未知 待定 待标注 未标注 不清楚 跳过 空 无',
)
const PARTLY = words(
  'partiallyrelevant partlyrelevant partial partially somewhatrelevant marginallyrelevant slightlyrelevant weaklyrelevant 部分 部分相关 部分相關 弱相关 一般相关 略相关 有点相关',
)
const HIGHLY = words(
  'highlyrelevant veryrelevant perfectlyrelevant fullyrelevant exactlyrelevant stronglyrelevant perfect 相关性高 非常相关 非常相關 高度相關 完全相關 高度相关 强相关 完全相关 很相关 十分相关',
)
const RELEVANT = words('relevant rel 相关 有关 相關 有關')

/** Of grades of judges: 0 to 3, 0 to 4, 1 to 10. More is a score. */
const HIGHEST = 10

/** A grade; NaN: no label. Null: unreadable. */
export type ReadLabel = (cell: string) => number | null

export interface LabelColumn {
  readonly read: ReadLabel
  readonly notes: (about: string) => readonly ReadNote[]
}

function tidy(cell: string): string {
  if (cell.length > 60) return cell
  const text = cell.normalize('NFKC').trim().toLowerCase()
  // "not relevant", "Not_Relevant", "non-relevant" are one word; "-1" and "n/a" keep what they have.
  return text.length > 3 ? text.replace(/(?<=\p{L})[\s_-]+(?=\p{L})/gu, '') : text
}

/** @param cells all of the column: "relevant" means another grade where there is "partially relevant" too */
export function labelColumn(cells: Iterable<string>): LabelColumn {
  const seen = new Map<number, number>()
  const texts = new Set<string>()
  for (const cell of cells) if (cell.length <= 60 && texts.size < 1000) texts.add(tidy(cell))
  const isGraded = [...texts].some((text) => PARTLY.has(text) || HIGHLY.has(text))
  let negative = 0
  const read = (cell: string): number | null => {
    const value = readLabel(cell, isGraded)
    if (value === null || Number.isNaN(value)) return value
    if (value < 0) negative++
    const grade = Math.max(0, value)
    seen.set(grade, (seen.get(grade) ?? 0) + 1)
    return grade
  }
  return {
    read,
    notes: (about) => {
      const labelled = [...seen.values()].reduce((sum, count) => sum + count, 0)
      return [
        ...(isGraded ? [{ code: 'labels-in-words' as const, about, count: 0 }] : []),
        ...(negative > 0 ? [{ code: 'negative-labels' as const, about, count: negative }] : []),
        ...(labelled > 0 && !seen.has(0) ? [{ code: 'no-zero-label' as const, about, count: labelled }] : []),
      ]
    },
  }
}

/**
 * Whole numbers up to 10 (also "1.0") are grades. A fraction is none: whether 0.3 is relevant, only its author knows.
 */
export function readLabel(cell: string, isGraded = false): number | null {
  const text = tidy(cell)
  if (text === '' || UNSURE.has(text)) return Number.NaN
  if (/^[+-]?\d{1,4}(?:\.0*)?$/.test(text)) {
    const grade = Number(text)
    return grade <= HIGHEST ? grade : null
  }
  if (PARTLY.has(text)) return 1
  if (HIGHLY.has(text)) return 3
  if (isGraded && RELEVANT.has(text)) return 2
  if (YES.has(text)) return 1
  return NO.has(text) ? 0 : null
}
