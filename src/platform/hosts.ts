/** Which host names lead to this machine, and which into a private network. */

/** @param hostname as in URL.hostname, with brackets around IPv6 */
export const isLoopback = (hostname: string): boolean =>
  /^(localhost|.*\.localhost|127(\.\d{1,3}){3}|\[::1\])$/i.test(hostname)

/**
 * Loopback, RFC 1918, link-local, unique local IPv6, and names that only a local network has. A name of the public
 * DNS may also lead into a private network; a page cannot find that out.
 */
export const isPrivate = (hostname: string): boolean =>
  isLoopback(hostname) ||
  /^(10(\.\d{1,3}){3}|192\.168(\.\d{1,3}){2}|172\.(1[6-9]|2\d|3[01])(\.\d{1,3}){2}|169\.254(\.\d{1,3}){2}|0\.0\.0\.0)$/.test(
    hostname,
  ) ||
  /^\[f[cd][0-9a-f]{2}:|^\[fe[89ab][0-9a-f]:/i.test(hostname) ||
  /\.(local|internal|lan|home\.arpa)$/i.test(hostname) ||
  !/[.:]/.test(hostname)
