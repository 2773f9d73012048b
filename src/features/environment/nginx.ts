/**
 * An nginx configuration with the headers that SharedArrayBuffer needs, and a JavaScript type for .mjs, which older
 * mime.types files do not have.
 */
export const NGINX_SNIPPET = `server {
  # cross-origin isolation: SharedArrayBuffer, and so WASM threads
  # (a location with an add_header of its own does not inherit these: repeat them there)
  add_header Cross-Origin-Opener-Policy   "same-origin"  always;
  add_header Cross-Origin-Embedder-Policy "require-corp" always;
  add_header Cross-Origin-Resource-Policy "same-origin"  always;

  location ~ \\.mjs$ {
    types { }
    default_type text/javascript;
  }
}
`
