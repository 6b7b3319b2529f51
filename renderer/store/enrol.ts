import type { Host } from '#renderer/host/host-contract.ts';
import type { FieldDatabase } from './database.ts';
import type { LiveCell } from './live-state.ts';
import { keepNamedDevices } from './known-devices.ts';
import { keepContact } from './lease.ts';
import { putMeta } from './meta.ts';
import { grantsWithout, readErasedLogs } from './retention/erased-logs.ts';
import type { EnrolResult } from './store-api.ts';

/** Makes this device known to headquarters with a code, and keeps what the person may do. */
export async function enrolDevice(
  parts: {
    readonly db: FieldDatabase;
    readonly host: Host;
    readonly live: LiveCell;
    readonly nowMs: () => number;
  },
  ask: { readonly url: string; readonly code: string; readonly label: string },
): Promise<EnrolResult> {
  const { db, host, live, nowMs } = parts;
  const answer = await host.ask('device.enrol', ask);
  switch (answer.kind) {
    case 'enrolled': {
      const { grants, server, lease } = answer.response;
      await db.transaction('rw', db.meta, db.logs, async () => {
        await putMeta(db, 'grants', grantsWithout(grants, await readErasedLogs(db)));
        await keepNamedDevices(db, grants.devices, live.state.device, nowMs());
        await putMeta(db, 'enrolment', { recipients: server.recipients, lease });
        await keepContact(db, nowMs());
      });
      live.change({ enrolment: answer.enrolment, offer: null });
      return { kind: 'enrolled' };
    }
    case 'refused':
      return {
        kind: 'refused',
        code: answer.code,
        ...(answer.detail !== undefined && { detail: answer.detail }),
      };
    case 'unreachable':
      return { kind: 'unreachable', why: answer.why };
  }
}
