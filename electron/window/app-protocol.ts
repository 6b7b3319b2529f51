import fs from 'node:fs/promises';
import { appOrigin } from './app-address.ts';
import type { AppFileTable } from './app-file-table.ts';

// Nothing is allowed but what the app itself brings. `connect-src 'self'` is for the files of the table; there is no
// network behind it (security.md 6). No `unsafe-*` that evaluates text; the store's worker alone may start WebAssembly.
const contentSecurityPolicy = {
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

const forbiddenFeatures = [
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

const policyText = (directives: Readonly<Record<string, string>>): string =>
  Object.entries(directives)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');

/** `camera`: who may ask the shell for it, which says yes while an enrolment code is scanned (hardening/camera-gate.ts). */
const permissionsPolicy = (camera: '(self)' | '()'): string =>
  [`camera=${camera}`, ...forbiddenFeatures.map((feature) => `${feature}=()`)].join(', ');

/** Headers of everything that `app://` serves: the page, its files. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': policyText(contentSecurityPolicy),
  'permissions-policy': permissionsPolicy('(self)'),
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
  'content-security-policy': policyText({
    ...contentSecurityPolicy,
    'script-src': "'self' 'wasm-unsafe-eval'",
  }),
};

/** What is printed is looked at by nobody while it is printed: it shows itself, and runs and asks for nothing. */
const printHeaders: Readonly<Record<string, string>> = {
  ...pageHeaders,
  'permissions-policy': permissionsPolicy('()'),
  'content-security-policy': policyText({
    ...contentSecurityPolicy,
    'script-src': "'none'",
    'img-src': "'none'",
    'media-src': "'none'",
    'worker-src': "'none'",
    'connect-src': "'none'",
  }),
};

/** As the build names the file of `renderer/store/worker.ts`. */
const workerFilePath = /^\/assets\/worker-[\w-]+\.js$/;

/** The headers for what is served at this path. */
function pageHeadersFor(path: string): Readonly<Record<string, string>> {
  if (path.startsWith('/print/')) return printHeaders;
  return workerFilePath.test(path) ? workerHeaders : pageHeaders;
}

/** A page or a style sheet made by the shell itself. */
export interface GeneratedPage {
  readonly type: string;
  readonly text: string;
}

/** What is made at this path; null: nothing. */
export type GeneratedPages = (place: string) => GeneratedPage | null;

interface AppRequest {
  readonly url: string;
  readonly method: string;
}

/**
 * Answers `app://fieldbook/...` from a fixed table of files and the shell's own pages; everything else is not found.
 * Every answer carries the security headers. Throws only when a file of the table cannot be read any more.
 */
export function createAppHandler(
  table: AppFileTable,
  made: GeneratedPages,
): (asked: AppRequest) => Promise<Response> {
  return async ({ url, method }) => {
    if (method !== 'GET' && method !== 'HEAD') return plainTextResponse(405, 'method not allowed');
    const { origin, pathname } = originAndPath(url);
    if (origin !== appOrigin) return plainTextResponse(404, 'not found');

    const place = pathname === '/' ? '/index.html' : pathname;
    const page = made(place);
    if (page) return createResponse(200, page.type, page.text, pageHeadersFor(place));
    const found = table.get(place);
    if (!found) return plainTextResponse(404, 'not found');
    return createResponse(
      200,
      found.type,
      method === 'HEAD' ? null : await fs.readFile(found.file),
      pageHeadersFor(place),
    );
  };
}

// Not URL.origin: that is "null" for a scheme that Node does not know.
function originAndPath(url: string): { readonly origin: string; readonly pathname: string } {
  const { protocol, host, pathname } = new URL(url);
  return { origin: `${protocol}//${host}`, pathname };
}

const createResponse = (
  status: number,
  type: string,
  body: string | Uint8Array<ArrayBuffer> | null,
  headers = pageHeaders,
): Response => new Response(body, { status, headers: { ...headers, 'content-type': type } });

const plainTextResponse = (status: number, text: string): Response =>
  createResponse(status, 'text/plain; charset=utf-8', text);
