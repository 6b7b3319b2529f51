import * as z from 'zod';
import { DatabaseRefusal } from './db/encryption/encryption-errors.ts';

/** First message of the page to a new store worker: ports to the shell and for its answers. */
export const StoreStartMessage = z.readonly(
  z.object({ hostPort: z.instanceof(MessagePort), storePort: z.instanceof(MessagePort) }),
);
export type StoreStartMessage = z.infer<typeof StoreStartMessage>;

/** Message of the worker that refuses to open the existing database. */
export const StoreRefusedMessage = z.readonly(z.object({ refused: DatabaseRefusal }));
export type StoreRefusedMessage = z.infer<typeof StoreRefusedMessage>;
