/** Errors of a live endpoint: a part of `errors`. */
export const endpointErrors = {
  'endpoint/url-invalid': {
    title: 'This is not a server address: {{found}}',
    next: '{{detail}} Enter the base URL with http:// or https://, for example http://localhost:8080.',
  },
  'endpoint/key-invalid': {
    title: 'The key cannot be sent',
    next: 'It has spaces, line breaks or characters outside ASCII, which an HTTP header cannot contain. Copy it again.',
  },
  'endpoint/down': {
    title: '{{host}} does not respond',
    next: 'Check that the server is running, that the port is right and that this machine can resolve the host name. A firewall, a proxy or an untrusted certificate looks the same; in Firefox and Safari a missing CORS permission may look the same too. The browser says: “{{detail}}”.',
  },
  'endpoint/dns': {
    title: 'The host {{host}} was not found',
    next: 'The host name cannot be resolved. Check the spelling, and whether it exists only in another network or a VPN.',
  },
  'endpoint/timeout': {
    title: '{{host}} did not respond within {{seconds}} s',
    next: 'It may be loading its model, or be too slow for this text: try again, or raise the timeout (in the terminal: --timeout).',
  },
  'endpoint/mixed-content': {
    title: 'The browser blocks http://{{host}} on this page',
    next: 'This page was opened over HTTPS ({{page}}), and a secure page cannot send requests over plain HTTP (mixed content): no request was sent. Give the server HTTPS, or open m3scope over http://, or use the terminal, which has no such rule: npm run -s cli -- compare --endpoint …',
  },
  'endpoint/cors': {
    title: '{{host}} responds, but does not let this page read it (CORS)',
    next: 'The server must send two headers: “Access-Control-Allow-Origin: {{origin}}”, and in the response to the preflight (OPTIONS) also “Access-Control-Allow-Headers: content-type, authorization”. How to set them is shown below; the terminal needs none of it.',
  },
  'endpoint/local-network': {
    title: 'This page cannot reach {{host}}',
    next: 'A page ({{page}}) needs your permission before it may ask a server in a private network (Local Network Access). Allow it in the site’s settings, and check that the server is running; or use the terminal: npm run -s cli -- compare --endpoint …',
  },
  'endpoint/unauthorized': {
    title: '{{host}} needs a key ({{status}})',
    next: 'Enter a key, or another one; it is kept only in the memory of this tab. The terminal takes it from the environment variable API_KEY. The server says: {{said}}',
  },
  'endpoint/not-found': {
    title: '{{host}} does not have this path ({{status}})',
    next: 'Tried: {{tried}}. Check that the dialect is right and that the base URL does not contain the path of the API. Some servers also respond like this if they do not have the model name. The server says: {{said}}',
  },
  'endpoint/too-large': {
    title: 'The request is too large for {{host}} (413)',
    next: 'Shorten the text, or raise the limit of the server or of the proxy in front of it (nginx: client_max_body_size). This is a refusal, not a silent cut. The server says: {{said}}',
  },
  'endpoint/media-type': {
    title: '{{host}} does not accept JSON here (415)',
    next: 'Tried: {{tried}}. Another dialect may be the right one. The server says: {{said}}',
  },
  'endpoint/refused': {
    title: '{{host}} refused the request ({{status}})',
    next: 'The server says: {{said}} · Common causes: the model name, a field that this version does not know, or a text that is too long.',
  },
  'endpoint/no-head': {
    title: 'The model at {{host}} does not support this (424)',
    next: 'TEI returns sparse vectors only for SPLADE models, not for bge-m3. The server says: {{said}}',
  },
  'endpoint/busy': {
    title: '{{host}} accepts no more requests at the moment (429)',
    next: 'Wait, then run again. Retry-After: {{wait}}. The server says: {{said}}',
  },
  'endpoint/server': {
    title: '{{host}} failed ({{status}})',
    next: 'The error is in the server; see its log. The server says: {{said}}',
  },
  'endpoint/html': {
    title: '{{host}} returned a web page: “{{title}}”',
    next: 'Vectors are expected as JSON. There may be a login page or a proxy in front of the server, or this is the address of its web page: check the base URL ({{status}}).',
  },
  'endpoint/other-dialect': {
    title: 'The response does not have the format of {{dialect}}',
    next: 'Found: {{found}}. Choose another dialect.',
  },
  'endpoint/reply-too-large': {
    title: 'The response of {{host}} is too large',
    next: 'It has more than {{limit}} bytes; the rest was not read.',
  },
  'endpoint/count': {
    title: 'Texts sent: {{asked}}; vectors returned: {{found}}',
    next: 'The server split the text, or returned no vector. Nothing can be compared; choose another dialect, or ask the developers of the server.',
  },
  'endpoint/cannot': {
    title: '{{dialect}} does not return dense vectors',
    next: '{{detail}}. Choose another dialect.',
  },
  'endpoint/not-recognised': {
    title: 'The server at {{host}} was not recognised',
    next: 'Tried: {{tried}}. Choose the dialect by hand (in the terminal: --dialect).',
  },
  'endpoint/sweep-words': {
    title: 'Texts of exact length cannot be made',
    next: 'Only {{found}} of the sweep’s words are single tokens in this model’s tokenizer.',
  },
}
