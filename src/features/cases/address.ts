import { withoutSecrets } from '../../formats/case/make'

const SHARED = ['lang', 'view', 'model'] as const

/** The page's address with a case, with the same view. The address of a model is left out if it may contain a key. */
export function addressWith(address: string, fragment: string): string {
  const from = new URL(address)
  const url = new URL(from.pathname, from.origin)
  for (const name of SHARED) {
    const value = from.searchParams.get(name)
    if (value !== null && (name !== 'model' || withoutSecrets(value) === value))
      url.searchParams.set(name, value)
  }
  return url.href + fragment
}
