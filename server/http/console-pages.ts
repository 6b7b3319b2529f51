import fs from 'node:fs';
import path from 'node:path';
import serveStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { ServerContext } from './server-context.ts';

/** The built console under /console/, one page whatever the address below it. Nothing when it was not built. */
export async function addConsolePages(app: FastifyInstance, { consoleFolder }: ServerContext): Promise<void> {
  if (consoleFolder === null || !fs.existsSync(path.join(consoleFolder, 'index.html'))) return;
  await app.register(serveStatic, {
    root: consoleFolder,
    serve: false,
    index: false,
    cacheControl: false,
  });
  const hidden = { schema: { hide: true } };
  app.get('/', hidden, (_request, reply) => reply.redirect('/console/'));
  app.get('/console', hidden, (_request, reply) => reply.redirect('/console/'));
  app.get<{ Params: { '*': string } }>('/console/*', hidden, (request, reply) => {
    const name = request.params['*'];
    // Built files bear a hash of their content in their name; everything else is the one page.
    const isAsset = name.startsWith('assets/') && fs.existsSync(path.join(consoleFolder, name));
    reply.header('cache-control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
    return reply.sendFile(isAsset || isPlainFile(consoleFolder, name) ? name : 'index.html');
  });
}

/** Other files at the top of the folder, such as an icon. */
const isPlainFile = (folder: string, name: string): boolean =>
  /^[A-Za-z0-9_-]+\.[A-Za-z0-9]+$/.test(name) && fs.existsSync(path.join(folder, name));
