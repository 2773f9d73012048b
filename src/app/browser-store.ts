import type { StorePort } from '../core/context'

/** The page's access to the model files that the worker stores. The store is opened at the first call. */
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
