import * as z from 'zod';
import { DatabaseRefusal } from './sealed/seal-errors.ts';

/** What the page hands to a new store worker: a port to the shell, a port to answer on. */
export const StartMessage = z.readonly(
  z.object({ hostPort: z.instanceof(MessagePort), storePort: z.instanceof(MessagePort) }),
);
export type StartMessage = z.infer<typeof StartMessage>;

/** What the worker tells the page when it will not open what is there. */
export const RefusedMessage = z.readonly(z.object({ refused: DatabaseRefusal }));
export type RefusedMessage = z.infer<typeof RefusedMessage>;
