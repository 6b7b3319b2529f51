import path from 'node:path';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

/** Start a server with a small programme, in a folder of the journey's own; `data` is the server's store. */
export async function startProgramme() {
  const { folder, remove } = await temporaryFolder();
  const data = path.join(folder, 'server');
  const server = await startServer(data);
  const programme = await setUpProgramme(data);
  return { folder, remove, data, server, programme };
}
