import { withoutSecrets } from '../../formats/case/make'

const SHARED = ['lang', 'view', 'section', 'model'] as const

/**
 * The page's address with a case in the fragment. Language, view and model are kept; the model is left out if its
 * address may contain a key.
 */
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
