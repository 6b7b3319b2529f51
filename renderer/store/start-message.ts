import * as z from 'zod';

/** What the page hands to a new store worker: its name of the database, a port to the shell, a port to answer on. */
export const StartMessage = z.readonly(
  z.object({
    database: z.string().min(1),
    hostPort: z.instanceof(MessagePort),
    storePort: z.instanceof(MessagePort),
  }),
);
export type StartMessage = z.infer<typeof StartMessage>;
