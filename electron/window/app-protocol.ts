import fs from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Scheme and host of the field app. Its IndexedDB belongs to this origin: changing it loses data. */
export const appScheme = 'app';
export const appOrigin = 'app://fieldbook';

/** The one page of the app. */
export const appPageUrl = `${appOrigin}/index.html`;
/** Page shown instead after repeated crashes. */
export const problemPageUrl = `${appOrigin}/problem.html`;

/** Return whether an address is the app's page, with any `?` or `#` part. */
export const isAppPage = (url: string): boolean => url.replace(/[?#].*$/, '') === appPageUrl;

/** Return whether the shell itself serves an address, without a network. */
export const isAppAddress = (url: string): boolean => url === appOrigin || url.startsWith(`${appOrigin}/`);

// Policy: nothing but the app's own files. `connect-src 'self'` serves the files of the table; no network is behind it
// (docs/security-requirements.md 6). No `unsafe-*` that evaluates text; only the store's worker may start WebAssembly.
const contentSecurityPolicy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'font-src': "'self'",
  'img-src': "'self' data: blob:",
  // Recorded answers are played from the page's own memory.
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

/** `camera`: pages that may request it; the shell grants it only during a scan (hardening/camera-gate.ts). */
const permissionsPolicy = (camera: '(self)' | '()'): string =>
  [`camera=${camera}`, ...forbiddenFeatures.map((feature) => `${feature}=()`)].join(', ');

/** Headers of every page and file under `app://`. */
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
 * Headers of the store's worker, which follows the policy of its own response. It encrypts with libsodium, compiled
 * WebAssembly of ours; text is still not evaluated.
 */
const workerHeaders: Readonly<Record<string, string>> = {
  ...pageHeaders,
  'content-security-policy': policyText({
    ...contentSecurityPolicy,
    'script-src': "'self' 'wasm-unsafe-eval'",
  }),
};

/** Headers of a page to print. Nobody watches it: it runs no scripts and requests nothing. */
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

/** Name that the build gives to `renderer/store/worker.ts`. */
const workerFilePath = /^\/assets\/worker-[\w-]+\.js$/;

/** Return the headers of this path. */
function pageHeadersFor(path: string): Readonly<Record<string, string>> {
  if (path.startsWith('/print/')) return printHeaders;
  return workerFilePath.test(path) ? workerHeaders : pageHeaders;
}

/** Page or style sheet that the shell generates. */
interface GeneratedPage {
  readonly type: string;
  readonly text: string;
}

/** Generate the page of a path; null for none. */
export type GeneratedPages = (filePath: string) => GeneratedPage | null;

interface AppRequest {
  readonly url: string;
  readonly method: string;
}

/**
 * Create the handler of `app://fieldbook/...`: a fixed table of files and the shell's own pages. Everything else is not
 * found. Every response has the security headers. Throws only when a file of the table became unreadable.
 */
export function createAppHandler(
  appFileTable: AppFileTable,
  made: GeneratedPages,
): (asked: AppRequest) => Promise<Response> {
  return async ({ url, method }) => {
    if (method !== 'GET' && method !== 'HEAD') return plainTextResponse(405, 'method not allowed');
    const { origin, pathname } = originAndPath(url);
    if (origin !== appOrigin) return plainTextResponse(404, 'not found');

    const filePath = pathname === '/' ? '/index.html' : pathname;
    const generatedPage = made(filePath);
    if (generatedPage)
      return createResponse(200, generatedPage.type, generatedPage.text, pageHeadersFor(filePath));
    const foundFile = appFileTable.get(filePath);
    if (!foundFile) return plainTextResponse(404, 'not found');
    return createResponse(
      200,
      foundFile.type,
      method === 'HEAD' ? null : await readFile(foundFile.file),
      pageHeadersFor(filePath),
    );
  };
}

// Not URL.origin: that is "null" for a scheme unknown to Node.
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

/** File that may be served. */
interface ServedAppFile {
  readonly file: string;
  readonly type: string;
}

/** By the path part of the address, such as `/assets/index-Dk3.js`. */
type AppFileTable = ReadonlyMap<string, ServedAppFile>;

const contentTypeByExtension: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.ttf': 'font/ttf',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * List a folder once. Only files in this table are served, so no address can name a file outside of it. No path is
 * built from a request at run time. Links and unknown types are left out; a missing folder gives an empty table.
 */
export function listAppFiles(folder: string): AppFileTable {
  const table = new Map<string, ServedAppFile>();
  if (!fs.existsSync(folder)) return table;
  const list = (filePath: string): void => {
    // Not `recursive`: some supported Electron versions cannot do it inside an asar archive.
    for (const entry of fs.readdirSync(path.join(folder, filePath), { withFileTypes: true })) {
      const name = `${filePath}/${entry.name}`;
      const type = contentTypeByExtension[path.extname(entry.name)];
      if (entry.isDirectory()) list(name);
      else if (entry.isFile() && type) table.set(name, { file: path.join(folder, name), type });
    }
  };
  list('');
  return table;
}
