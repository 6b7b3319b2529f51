import type { FastifyInstance } from 'fastify';
import { storeEngineOf } from '../db/open-store.ts';
import { storeRetryAfterSeconds } from './problem.ts';
import type { ServerContext } from './server-context.ts';
import fs from 'node:fs';
import path from 'node:path';
import serveStatic from '@fastify/static';

const consolePageFile = 'index.html';

/** The built console under /console/, one page whatever the address below it. Nothing when it was not built. */
export async function addConsolePages(app: FastifyInstance, { consoleFolder }: ServerContext): Promise<void> {
  const files = consoleFolder === null ? new Set<string>() : listFileNames(consoleFolder);
  if (consoleFolder === null || !files.has(consolePageFile)) return;
  await app.register(serveStatic, {
    root: consoleFolder,
    serve: false,
    index: false,
    cacheControl: false,
    // Called for a file that is there alone, so that no refusal is kept by a browser.
    setHeaders: (reply, file) => {
      // Built files bear a hash of their content in their name.
      const isAsset = file.startsWith(path.join(consoleFolder, 'assets') + path.sep);
      reply.header('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const hidden = { schema: { hide: true } };
  app.get('/', hidden, (_request, reply) => reply.redirect('/console/'));
  app.get('/console', hidden, (_request, reply) => reply.redirect('/console/'));
  app.get<{ Params: { '*': string } }>('/console/*', hidden, ({ params }, reply) =>
    reply.sendFile(files.has(params['*']) ? params['*'] : consolePageFile),
  );
}

/**
 * Lists a folder once, as names such as `assets/index-Dk3.js`. The disk is asked for nothing else, so an answer tells
 * nobody which other files there are. Links are left out.
 */
function listFileNames(folder: string): ReadonlySet<string> {
  if (!fs.existsSync(folder)) return new Set();
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => fs.lstatSync(path.join(folder, name)).isFile());
  return new Set(files.map((name) => name.replaceAll(path.sep, '/')));
}

/** Whether this process lives, and apart from it whether its store takes writes. Both are for anybody. */
export function addHealthRoutes(app: FastifyInstance, context: ServerContext): void {
  // Liveness: a new start mends nothing that is wrong with the store, so this does not ask it.
  app.get('/health', async () => ({
    status: 'ok',
    version: context.version,
    store: storeEngineOf(context.store),
  }));

  app.get('/ready', async (_request, reply) => {
    const failure = await app.storeHealth.check();
    if (failure === null) return { status: 'ok' };
    // Always 503, which every prober understands; the code says which failure it is.
    return reply
      .code(503)
      .header('retry-after', String(storeRetryAfterSeconds))
      .send({ status: 'failing', code: failure });
  });
}
