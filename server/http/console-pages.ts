import fs from 'node:fs';
import path from 'node:path';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { ServerContext } from './server-context.ts';

const page = 'index.html';

/** The built console under /console/, one page whatever the address below it. Nothing when it was not built. */
export async function addConsolePages(app: FastifyInstance, { consoleFolder }: ServerContext): Promise<void> {
  const files = consoleFolder === null ? new Set<string>() : namesIn(consoleFolder);
  if (consoleFolder === null || !files.has(page)) return;
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
    reply.sendFile(files.has(params['*']) ? params['*'] : page),
  );
}

/**
 * Lists a folder once, as names such as `assets/index-Dk3.js`. The disk is asked for nothing else, so an answer tells
 * nobody which other files there are. Links are left out.
 */
function namesIn(folder: string): ReadonlySet<string> {
  if (!fs.existsSync(folder)) return new Set();
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => fs.lstatSync(path.join(folder, name)).isFile());
  return new Set(files.map((name) => name.replaceAll(path.sep, '/')));
}
