/** curl's options: which take a value, and which change the request. */

/** Options with a value that change neither the texts nor the address. */
const WITH_VALUE = `
abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers connect-timeout connect-to continue-at
cookie cookie-jar create-file-mode crlfile curves delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers
doh-url dump-header egd-file engine etag-compare etag-save expect100-timeout ftp-account ftp-method ftp-port
happy-eyeballs-timeout-ms haproxy-clientip header hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway
keepalive-time keepalive-cnt key key-type krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt
max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max pass
pinnedpubkey preproxy proto proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type
proxy-ciphers proxy-crlfile proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name
proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey quote random-file
range rate referer request-target resolve retry retry-delay retry-max-time sasl-authzid service-name socks4 socks4a
socks5 socks5-gssapi-service socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max
tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket user user-agent
variable vlan-priority write-out
`

/** Options without a value that do not change the request. Each has a form `no-…` too. */
const FLAGS = `
anyauth append basic ca-native cert-status compressed compressed-ssh create-dirs crlf digest disable disable-eprt
disable-epsv disallow-username-in-url doh-cert-status doh-insecure fail fail-early fail-with-body false-start
form-escape ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc globoff head http0.9 http1.0 http1.1 http2
http2-prior-knowledge http3 http3-only ignore-content-length include insecure ipv4 ipv6 junk-session-cookies keepalive
list-only location location-trusted manual metalink negotiate netrc netrc-optional buffer alpn npn progress-meter
clobber sessionid ntlm ntlm-wb parallel parallel-immediate path-as-is post301 post302 post303 progress-bar proxy-anyauth
proxy-basic proxy-ca-native proxy-digest proxy-insecure proxy-negotiate proxy-ntlm proxy-ssl-allow-beast
proxy-ssl-auto-client-cert proxy-tlsv1 proxytunnel raw remote-header-name remote-name remote-name-all remote-time
remove-on-error sasl-ir show-error show-headers silent skip-existing ssl ssl-allow-beast ssl-auto-client-cert
ssl-no-revoke ssl-reqd ssl-revoke-best-effort sslv2 sslv3 styled-output suppress-connect-headers tcp-fastopen
tcp-nodelay tftp-no-options tls-earlydata tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding trace-ids trace-time use-ascii
verbose version xattr socks5-basic socks5-gssapi socks5-gssapi-nec
`

const SHORT: Readonly<Record<string, string>> = {
  A: 'user-agent',
  b: 'cookie',
  c: 'cookie-jar',
  C: 'continue-at',
  d: 'data',
  D: 'dump-header',
  e: 'referer',
  E: 'cert',
  F: 'form',
  H: 'header',
  h: 'help',
  K: 'config',
  m: 'max-time',
  o: 'output',
  P: 'ftp-port',
  Q: 'quote',
  r: 'range',
  t: 'telnet-option',
  T: 'upload-file',
  u: 'user',
  U: 'proxy-user',
  w: 'write-out',
  x: 'proxy',
  X: 'request',
  y: 'speed-time',
  Y: 'speed-limit',
  z: 'time-cond',
  '0': 'http1.0',
  '1': 'tlsv1',
  '2': 'sslv2',
  '3': 'sslv3',
  '4': 'ipv4',
  '6': 'ipv6',
  a: 'append',
  B: 'use-ascii',
  f: 'fail',
  g: 'globoff',
  G: 'get',
  i: 'include',
  I: 'head',
  j: 'junk-session-cookies',
  J: 'remote-header-name',
  k: 'insecure',
  l: 'list-only',
  L: 'location',
  M: 'manual',
  n: 'netrc',
  N: 'no-buffer',
  O: 'remote-name',
  p: 'proxytunnel',
  q: 'disable',
  R: 'remote-time',
  s: 'silent',
  S: 'show-error',
  v: 'verbose',
  V: 'version',
  Z: 'parallel',
  '#': 'progress-bar',
  ':': 'next',
}

/** Options with a value that curl.ts reads. */
const READ = ['url', 'request', 'header', 'user', 'cookie', 'oauth2-bearer', 'config'] as const
export const DATA = [
  'data',
  'data-ascii',
  'data-raw',
  'data-binary',
  'data-urlencode',
  'json',
  'url-query',
] as const
export const FORM = ['form', 'form-string', 'upload-file'] as const

const names = (list: string) => list.trim().split(/\s+/)
const TAKES_VALUE = new Set<string>([...names(WITH_VALUE), ...READ, ...DATA, ...FORM])
const IS_FLAG = new Set<string>([...names(FLAGS), 'get', 'next', 'help'])

export type Known = 'value' | 'flag' | null

/** @param name without dashes; --expand-data is data in which curl itself replaces {{variables}} */
export function knownOption(name: string): Known {
  const bare = name.replace(/^expand-/, '')
  if (TAKES_VALUE.has(bare)) return 'value'
  return IS_FLAG.has(name) || IS_FLAG.has(name.replace(/^no-/, '')) ? 'flag' : null
}

/** curl accepts every unambiguous beginning of a name (--dat); an exact name comes first (--head). */
export function fullName(name: string): string {
  if (knownOption(name) !== null || name.length < 3) return name
  const found = [...TAKES_VALUE, ...IS_FLAG].filter((known) => known.startsWith(name))
  return found.length === 1 ? found[0]! : name
}

export const longOf = (letter: string): string | null => SHORT[letter] ?? null
