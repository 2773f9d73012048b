import { defaultServer, DIALECTS } from '../../../src/formats/request'
import type { DialectName, HttpRequest, RequestCase, RequestKind } from '../../../src/formats/request/types'

export const given = (texts: readonly string[], more: Partial<RequestCase> = {}): RequestCase => ({
  texts,
  maxLength: 512,
  truncateDim: null,
  normalize: true,
  ...more,
})

export function requestsOf(
  name: DialectName,
  kind: RequestKind,
  texts: readonly string[],
  { baseUrl, withKey = false }: { readonly baseUrl?: string; readonly withKey?: boolean } = {},
): readonly HttpRequest[] {
  const usual = defaultServer(DIALECTS[name])
  const built = DIALECTS[name].build(kind, given(texts), {
    ...usual,
    baseUrl: baseUrl ?? usual.baseUrl,
    withKey: withKey || usual.withKey,
  })
  if ('cannot' in built) throw new Error(`${name} ${kind}: ${built.cannot}`)
  return built
}
