import type { ExportSummary, LeftOut } from './types'

/** Counts what a writer does. */
export class Counts {
  private readonly left: Partial<Record<LeftOut, number>> = {}
  written = 0
  escapedIds = 0
  longTexts = 0

  leave(why: LeftOut, count = 1): void {
    if (count > 0) this.left[why] = (this.left[why] ?? 0) + count
  }

  get summary(): ExportSummary {
    const { written, left, escapedIds, longTexts } = this
    return { written, leftOut: left, escapedIds, longTexts }
  }
}
