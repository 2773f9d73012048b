import { slice } from '../../core/feature'

export interface MonitorSettings {
  /** Milliseconds from which a time is warned of. */
  readonly slow: number
}

declare module '../../core/state' {
  interface AppState {
    readonly monitor: MonitorSettings
  }
}
declare module '../../core/actions' {
  interface Actions {
    setSlow(milliseconds: number): void
  }
}

const DEFAULT: MonitorSettings = { slow: 400 }

export const monitorSlice = slice<'monitor'>({
  state: { monitor: DEFAULT },
  actions: ({ store }) => ({
    setSlow: (slow) => store.setState({ monitor: { slow } }),
  }),
  persisted: {
    monitor: {
      write: (value) => value,
      read: (stored) => {
        const slow = (stored as Partial<MonitorSettings> | null | undefined)?.slow
        return typeof slow === 'number' && slow > 0 && Number.isFinite(slow) ? { slow } : DEFAULT
      },
    },
  },
})
