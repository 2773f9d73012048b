/** Errors of a live endpoint: a part of `errors`. */
export const endpointErrors = {
  'endpoint/url-invalid': {
    title: 'This is no address of a server: {{found}}',
    next: '{{detail}} Give the base address, with http:// or https://, for example http://localhost:8080.',
  },
  'endpoint/key-invalid': {
    title: 'The key cannot be sent',
    next: 'It has spaces, line breaks or characters outside ASCII, which no HTTP header may hold. Copy it again.',
  },
  'endpoint/down': {
    title: 'Nothing answers at {{host}}',
    next: 'Is the server running, the port right, the name known to this machine? A firewall, a proxy or a certificate that is not trusted looks the same, and in Firefox and Safari so may a missing CORS permission. ({{detail}})',
  },
  'endpoint/dns': {
    title: 'There is no host {{host}}',
    next: 'Its name cannot be resolved. Check the spelling, and whether it is known only in another network or in a VPN.',
  },
  'endpoint/timeout': {
    title: '{{host}} did not answer within {{seconds}} s',
    next: 'It may be loading its model, or be too slow for this text: try again, or allow more time. In the terminal: --timeout.',
  },
  'endpoint/mixed-content': {
    title: 'The browser blocks http://{{host}} on this page',
    next: 'This page came over HTTPS ({{page}}), and a secure page may not ask a server over plain HTTP (mixed content): no request was sent. Give the server HTTPS, or open m3scope over http://, or ask in the terminal, which has no such rule: npm run -s cli -- compare --endpoint …',
  },
  'endpoint/cors': {
    title: '{{host}} answers, but does not let this page read it (CORS)',
    next: 'The server must send two headers: “Access-Control-Allow-Origin: {{origin}}”, and to the preflight (OPTIONS) also “Access-Control-Allow-Headers: content-type, authorization”. How to set them stands below; the terminal needs none of it.',
  },
  'endpoint/local-network': {
    title: 'No way from this page to {{host}}',
    next: 'The page is public ({{page}}) and the server is in your own network: the browser asks before it lets the two talk (Local Network Access). Allow it in the site’s settings, and see that the server is running; or ask in the terminal: npm run -s cli -- compare --endpoint …',
  },
  'endpoint/unauthorized': {
    title: '{{host}} wants a key ({{status}})',
    next: 'Enter it, or another one; it stays in this tab’s memory. In the terminal it is taken from the environment, API_KEY. The server says: {{said}}',
  },
  'endpoint/not-found': {
    title: '{{host}} does not know this path ({{status}})',
    next: 'Tried: {{tried}}. Is this the right dialect, and the base address without the dialect’s own path? Some servers also answer so for a model name that they do not have. The server says: {{said}}',
  },
  'endpoint/too-large': {
    title: 'The request is too large for {{host}} (413)',
    next: 'Shorten the text, or raise the limit of the server or of the proxy before it (nginx: client_max_body_size). This is a refusal, not a silent cut. The server says: {{said}}',
  },
  'endpoint/media-type': {
    title: '{{host}} takes no JSON here (415)',
    next: 'Tried: {{tried}}. Another dialect may be the right one. The server says: {{said}}',
  },
  'endpoint/refused': {
    title: '{{host}} refused the request ({{status}})',
    next: 'The server says: {{said}} Often it is the model’s name, a field that this version does not know, or a text that is too long.',
  },
  'endpoint/no-head': {
    title: 'The model at {{host}} does not give this (424)',
    next: 'TEI gives sparse vectors of SPLADE models only, not of bge-m3. The server says: {{said}}',
  },
  'endpoint/busy': {
    title: '{{host}} takes no more requests now (429)',
    next: 'Wait and run again. Retry-After: {{wait}}. The server says: {{said}}',
  },
  'endpoint/server': {
    title: '{{host}} failed ({{status}})',
    next: 'The error is in the server; its log says more. The server says: {{said}}',
  },
  'endpoint/html': {
    title: '{{host}} answered with a page: “{{title}}”',
    next: 'Vectors come as JSON. A login page or a proxy stands before the server, or this is the address of its web page: check the base address ({{status}}).',
  },
  'endpoint/other-dialect': {
    title: 'The reply is not what {{dialect}} gives',
    next: 'Found: {{found}}. Choose another dialect.',
  },
  'endpoint/reply-too-large': {
    title: 'The reply of {{host}} is too large',
    next: 'More than {{limit}} bytes came; the rest was not read.',
  },
  'endpoint/count': {
    title: '{{found}} vectors for {{asked}} text',
    next: 'The server split the text, or gave none. Nothing can be compared; choose another dialect, or ask the server’s makers.',
  },
  'endpoint/cannot': {
    title: '{{dialect}} gives no dense vectors',
    next: '{{detail}}. Choose another dialect.',
  },
  'endpoint/not-recognised': {
    title: 'What speaks at {{host}} was not recognised',
    next: 'Tried: {{tried}}. Choose the dialect by hand (in the terminal: --dialect).',
  },
  'endpoint/sweep-words': {
    title: 'No texts of exact length can be made',
    next: 'This model’s tokenizer knows only {{found}} of the sweep’s words as single tokens.',
  },
}
