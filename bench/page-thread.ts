/** The main thread of a page, seen through Chromium's protocol. */
import type { CDPSession, Page } from '@playwright/test'

export interface Used {
  /** CPU time of the main thread, milliseconds. */
  readonly tasks: number
  /** Of it JavaScript. */
  readonly script: number
  /** Wall time, milliseconds. */
  readonly wall: number
}

export class MainThread {
  private constructor(private readonly cdp: CDPSession) {}

  static async of(page: Page): Promise<MainThread> {
    const cdp = await page.context().newCDPSession(page)
    // Times in CPU time of the thread, not of the wall: others may run on the machine.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
    return new MainThread(cdp)
  }

  async now(): Promise<Used> {
    const { metrics } = await this.cdp.send('Performance.getMetrics')
    const of = (wanted: string) => 1000 * (metrics.find(({ name }) => name === wanted)?.value ?? 0)
    return { tasks: of('TaskDuration'), script: of('ScriptDuration'), wall: performance.now() }
  }

  /** What the work used. */
  async during(work: () => Promise<unknown>): Promise<Used> {
    const before = await this.now()
    await work()
    const after = await this.now()
    return {
      tasks: after.tasks - before.tasks,
      script: after.script - before.script,
      wall: after.wall - before.wall,
    }
  }

  async record(): Promise<void> {
    await this.cdp.send('Profiler.enable')
    await this.cdp.send('Profiler.setSamplingInterval', { interval: 500 })
    await this.cdp.send('Profiler.start')
  }

  async recorded(): Promise<object> {
    return (await this.cdp.send('Profiler.stop')).profile
  }
}
