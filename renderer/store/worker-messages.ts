import * as z from 'zod';
import { DatabaseRefusal } from './db/encryption/encryption-errors.ts';

/** What the page hands to a new store worker: a port to the shell, a port to answer on. */
export const StoreStartMessage = z.readonly(
  z.object({ hostPort: z.instanceof(MessagePort), storePort: z.instanceof(MessagePort) }),
);
export type StoreStartMessage = z.infer<typeof StoreStartMessage>;

/** What the worker tells the page when it will not open what is there. */
export const StoreRefusedMessage = z.readonly(z.object({ refused: DatabaseRefusal }));
export type StoreRefusedMessage = z.infer<typeof StoreRefusedMessage>;
