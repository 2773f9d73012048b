/** Ids of databases that take UUIDs only. */
import { createSHA1 } from 'hash-wasm'

/** RFC 9562 §6.6: the namespace of URLs; the name is `m3scope:ID`, so the same id is the same UUID in every export. */
const NAMESPACE = '6ba7b8119dad11d180b400c04fd430c8'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export const isUuid = (id: string | number): id is string => typeof id === 'string' && UUID.test(id)

/** Makes UUIDs of version 5 (RFC 9562 §5.5): SHA-1 of namespace and name. A UUID stays what it is. */
export async function uuidMaker(): Promise<(id: string | number) => string> {
  const sha1 = await createSHA1()
  const namespace = Uint8Array.from(NAMESPACE.match(/../g)!, (hex) => parseInt(hex, 16))
  return (id) => {
    if (isUuid(id)) return id.toLowerCase()
    const hash = sha1.init().update(namespace).update(`m3scope:${id}`).digest('binary').slice(0, 16)
    hash[6] = (hash[6]! & 0x0f) | 0x50
    hash[8] = (hash[8]! & 0x3f) | 0x80
    const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  }
}
