// Nothing is allowed but what the app itself brings. `connect-src 'self'` is for the files of the table; there is no
// network behind it (security.md 6). No `unsafe-*` that evaluates text; the store's worker alone may start WebAssembly.
const policy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'font-src': "'self'",
  'img-src': "'self' data: blob:",
  // What was recorded as an answer is played from the page's own memory.
  'media-src': 'blob:',
  'worker-src': "'self'",
  'connect-src': "'self'",
  'form-action': "'none'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
};

const forbidden = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

const textOf = (directives: Readonly<Record<string, string>>): string =>
  Object.entries(directives)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');

/** `camera`: who may ask the shell for it, which says yes while an enrolment code is scanned (hardening/camera-gate.ts). */
const powersOf = (camera: '(self)' | '()'): string =>
  [`camera=${camera}`, ...forbidden.map((feature) => `${feature}=()`)].join(', ');

/** Headers of everything that `app://` serves: the page, its files. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': textOf(policy),
  'permissions-policy': powersOf('(self)'),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-dns-prefetch-control': 'off',
};

/**
 * The store's worker lives by the policy of its own response, and seals with libsodium, which is WebAssembly. That is
 * compiled code of ours; text is still not evaluated.
 */
const workerHeaders: Readonly<Record<string, string>> = {
  ...pageHeaders,
  'content-security-policy': textOf({ ...policy, 'script-src': "'self' 'wasm-unsafe-eval'" }),
};

/** What is printed is looked at by nobody while it is printed: it shows itself, and runs and asks for nothing. */
const printHeaders: Readonly<Record<string, string>> = {
  ...pageHeaders,
  'permissions-policy': powersOf('()'),
  'content-security-policy': textOf({
    ...policy,
    'script-src': "'none'",
    'img-src': "'none'",
    'media-src': "'none'",
    'worker-src': "'none'",
    'connect-src': "'none'",
  }),
};

/** As the build names the file of `renderer/store/worker.ts`. */
const workerFile = /^\/assets\/worker-[\w-]+\.js$/;

/** The headers for what is served at this path. */
export function headersFor(path: string): Readonly<Record<string, string>> {
  if (path.startsWith('/print/')) return printHeaders;
  return workerFile.test(path) ? workerHeaders : pageHeaders;
}
