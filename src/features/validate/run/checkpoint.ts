/** Writes what a run has computed, about once a second, so that a crash loses no more than that. */
import { saidBy } from '../../../engine/detail-words'
import { BLOCK_ROWS, type RunColumns } from '../../../engine/validate/run-columns'
import { saveRun, type RunBody, type RunSummary } from '../../../platform/web/validations/store'

/** Milliseconds between two transactions. */
const EVERY = 1000

export class Checkpoint {
  private readonly dirty = new Set<number>()
  private isBodyDirty = false
  private writing: Promise<void> | null = null
  private timer: ReturnType<typeof setTimeout> | null = null

  /**
   * @param onFailure called with the browser's words when it stores nothing; the run goes on
   */
  constructor(
    public summary: RunSummary,
    public body: RunBody,
    private readonly columns: RunColumns,
    private readonly onFailure: (said: string) => void,
  ) {}

  pair(pair: number): void {
    this.dirty.add(Math.floor(pair / BLOCK_ROWS))
    this.schedule()
  }

  /** Of the list of runs: written with the next transaction. */
  note(summary: Pick<RunSummary, 'texts'>): void {
    this.summary = { ...this.summary, ...summary }
  }

  change(body: Partial<RunBody>): void {
    this.body = { ...this.body, ...body }
    this.isBodyDirty = true
    this.schedule()
  }

  /** Writes everything now. Never rejects. */
  async flush(): Promise<void> {
    if (this.timer !== null) clearTimeout(this.timer)
    this.timer = null
    await this.writing
    await this.write()
  }

  private schedule(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null
      void this.write()
    }, EVERY)
  }

  private write(): Promise<void> {
    const blocks = [...this.dirty].map((block) => this.columns.block(block))
    const body = this.isBodyDirty ? this.body : null
    this.dirty.clear()
    this.isBodyDirty = false
    const { settled, pairs } = this.columns
    this.summary = {
      ...this.summary,
      updated: Date.now(),
      pairs: pairs.count,
      scored: settled,
      isDone: this.body.reply !== null,
    }
    const before = this.writing ?? Promise.resolve()
    this.writing = before
      .then(() => saveRun(this.summary, body, blocks))
      .catch((error: unknown) => this.onFailure(saidBy(error)))
    return this.writing
  }
}
