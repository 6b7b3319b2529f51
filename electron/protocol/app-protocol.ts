import fs from 'node:fs/promises';
import { appOrigin } from './app-address.ts';
import type { FileTable } from './file-table.ts';
import { headersFor, pageHeaders } from './page-headers.ts';

/** A page or a style sheet made by the shell itself. */
export interface MadePage {
  readonly type: string;
  readonly text: string;
}

/** What is made at this path; null: nothing. */
export type MadePages = (place: string) => MadePage | null;

interface Asked {
  readonly url: string;
  readonly method: string;
}

/**
 * Answers `app://fieldbook/...` from a fixed table of files and the shell's own pages; everything else is not found.
 * Every answer carries the security headers. Throws only when a file of the table cannot be read any more.
 */
export function answerFrom(table: FileTable, made: MadePages): (asked: Asked) => Promise<Response> {
  return async ({ url, method }) => {
    if (method !== 'GET' && method !== 'HEAD') return plain(405, 'method not allowed');
    const { origin, pathname } = partsOf(url);
    if (origin !== appOrigin) return plain(404, 'not found');

    const place = pathname === '/' ? '/index.html' : pathname;
    const page = made(place);
    if (page) return answer(200, page.type, page.text, headersFor(place));
    const found = table.get(place);
    if (!found) return plain(404, 'not found');
    return answer(
      200,
      found.type,
      method === 'HEAD' ? null : await fs.readFile(found.file),
      headersFor(place),
    );
  };
}

// Not URL.origin: that is "null" for a scheme that Node does not know.
function partsOf(url: string): { readonly origin: string; readonly pathname: string } {
  const { protocol, host, pathname } = new URL(url);
  return { origin: `${protocol}//${host}`, pathname };
}

const answer = (
  status: number,
  type: string,
  body: string | Uint8Array<ArrayBuffer> | null,
  headers = pageHeaders,
): Response => new Response(body, { status, headers: { ...headers, 'content-type': type } });

const plain = (status: number, text: string): Response => answer(status, 'text/plain; charset=utf-8', text);
