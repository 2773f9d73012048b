import type { StorePort } from '../core/context'

/** The page's view of what the worker stores. Opened when it is first asked for. */
export function browserStore(): StorePort {
  const open = async () => (await import('../platform/web/store/store')).openStore()
  let opened: ReturnType<typeof open> | null = null
  const store = () => (opened ??= open())
  return {
    list: async () => (await store()).list(),
    space: async () => (await store()).space(),
    delete: async (key) => (await store()).delete(key),
  }
}
