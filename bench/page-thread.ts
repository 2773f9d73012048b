/** The main thread of a page, seen through Chromium's protocol. */
import type { CDPSession, Page } from '@playwright/test'

const LONG_TASK = 50 // ms

/** Of Chromium's trace format. */
interface TraceEvent {
  readonly name: string
  readonly tid: number
  /** CPU time of the thread, microseconds. */
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

export interface Used {
  /** CPU time of the main thread, milliseconds. */
  readonly tasks: number
  /** Of it JavaScript. */
  readonly script: number
  /** Of it style and layout. */
  readonly layout: number
  /** CPU time of its longest task. */
  readonly longest: number
  /** CPU time of all tasks that took more than 50 ms of it. */
  readonly long: number
  /** Milliseconds since the computer was started; a difference is wall time. */
  readonly wall: number
}

export class MainThread {
  /** Of the last `during`, if `isRecording`. */
  profile: object | null = null

  private constructor(
    private readonly cdp: CDPSession,
    private readonly isRecording: boolean,
  ) {}

  /** @param isRecording whether `during` also makes a CPU profile, which costs time of its own */
  static async of(page: Page, isRecording: boolean): Promise<MainThread> {
    const cdp = await page.context().newCDPSession(page)
    // CPU time of the thread, not wall time: others may run on the machine.
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
    return new MainThread(cdp, isRecording)
  }

  async now(): Promise<Omit<Used, 'long' | 'longest'>> {
    const { metrics } = await this.cdp.send('Performance.getMetrics')
    const of = (wanted: string) => 1000 * (metrics.find(({ name }) => name === wanted)?.value ?? 0)
    return {
      tasks: of('TaskDuration'),
      script: of('ScriptDuration'),
      layout: of('LayoutDuration') + of('RecalcStyleDuration'),
      wall: performance.now(),
    }
  }

  /** What the work used. */
  async during(work: () => Promise<unknown>): Promise<Used> {
    if (this.isRecording) {
      await this.cdp.send('Profiler.enable')
      await this.cdp.send('Profiler.setSamplingInterval', { interval: 500 })
      await this.cdp.send('Profiler.start')
    }
    const traced = await this.trace()
    const before = await this.now()
    await work()
    const after = await this.now()
    const tasks = await traced()
    if (this.isRecording) this.profile = (await this.cdp.send('Profiler.stop')).profile
    return {
      tasks: after.tasks - before.tasks,
      script: after.script - before.script,
      layout: after.layout - before.layout,
      wall: after.wall - before.wall,
      longest: Math.max(0, ...tasks),
      long: tasks.filter((time) => time > LONG_TASK).reduce((sum, time) => sum + time, 0),
    }
  }

  /** Begins to write down the tasks. @returns a function that ends it, with the CPU time of each task */
  private async trace(): Promise<() => Promise<number[]>> {
    const events: TraceEvent[] = []
    const take = ({ value }: { value: object[] }) => void events.push(...(value as TraceEvent[]))
    this.cdp.on('Tracing.dataCollected', take)
    await this.cdp.send('Tracing.start', {
      transferMode: 'ReportEvents',
      traceConfig: { includedCategories: ['toplevel'], excludedCategories: ['*'] },
    })
    return async () => {
      const complete = new Promise((resolve) => this.cdp.once('Tracing.tracingComplete', resolve))
      await this.cdp.send('Tracing.end')
      await complete
      this.cdp.off('Tracing.dataCollected', take)
      const main = new Set(
        events.flatMap(({ name, args, tid }) =>
          name === 'thread_name' && args?.name === 'CrRendererMain' ? tid : [],
        ),
      )
      return events.flatMap(({ name, tid, tdur }) =>
        name === 'ThreadControllerImpl::RunTask' && main.has(tid) && tdur !== undefined ? tdur / 1000 : [],
      )
    }
  }
}
