import type { DeviceId } from '#domain/ids.ts';
import { readMeta } from '../meta.ts';
import type { Sources } from './question.ts';

/**
 * Whose ops count as own: the database's word, which a new identity (P2) changes together with the ops, while what is
 * known only now changes a moment later.
 */
export const readOwnDevice = async ({ db, live }: Sources): Promise<DeviceId> =>
  (await readMeta(db, 'sentinel'))?.device ?? live.device;
