import fs from 'node:fs';
import path from 'node:path';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../context/server-context.ts';
import { storeEngineOf } from '../db/open-store.ts';
import { storeRetryAfterSeconds } from './problem.ts';

const consolePageFile = 'index.html';

/** Serve the built console under /console/, one page for all addresses below. No routes when it was not built. */
export async function addConsolePages(app: FastifyInstance, { consoleFolder }: ServerContext): Promise<void> {
  const files = consoleFolder === null ? new Set<string>() : listFileNames(consoleFolder);
  if (consoleFolder === null || !files.has(consolePageFile)) return;
  await app.register(serveStatic, {
    root: consoleFolder,
    serve: false,
    index: false,
    cacheControl: false,
    // The build has each text a second time as Brotli.
    preCompressed: true,
    // Called only for an existing file, so that no browser caches a refusal.
    setHeaders: (reply, file) => {
      // Built files have a hash of their content in their name.
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
 * List a folder once, as names such as `assets/index-Dk3.js`. No other file is looked up, so answers reveal none. Links
 * and source maps are left out.
 */
function listFileNames(folder: string): ReadonlySet<string> {
  if (!fs.existsSync(folder)) return new Set();
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => fs.lstatSync(path.join(folder, name)).isFile());
  return new Set(
    files.filter((name) => !/\.(br|map)$/.test(name)).map((name) => name.replaceAll(path.sep, '/')),
  );
}

/** Routes of liveness, and separately of the store's readiness. Both are open to anybody. */
export function addHealthRoutes(app: FastifyInstance, context: ServerContext): void {
  // Liveness: a restart does not repair the store, so this does not ask it. It does repair files that changed under the
  // process: the next one opens those of the folder.
  app.get('/health', async (_request, reply) => {
    const about = { version: context.version, store: storeEngineOf(context.store) };
    if (!app.storeHealth.haveFilesChanged()) return { status: 'ok', ...about };
    return reply.code(503).send({ status: 'failing', code: 'store-files-changed', ...about });
  });

  app.get('/ready', async (_request, reply) => {
    const storeFailureCode = await app.storeHealth.check();
    if (storeFailureCode === null) return { status: 'ok' };
    // Always 503, which every prober understands; the code names the failure.
    return reply
      .code(503)
      .header('retry-after', String(storeRetryAfterSeconds))
      .send({ status: 'failing', code: storeFailureCode });
  });
}
