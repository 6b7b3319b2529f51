import type { Message } from '#renderer/i18n/message.ts';
import type { EnrolResult } from '#renderer/store/store-api.ts';

/** What is shown when joining did not work: what happened, and what to do. Null when it worked. */
export function enrolMessage(result: EnrolResult): Message | null {
  switch (result.kind) {
    case 'enrolled':
      return null;
    case 'unreachable':
      return { key: 'enrol.refused.unreachable' };
    case 'refused':
      return refusedMessage(result.code);
  }
}

function refusedMessage(code: string): Message {
  switch (code) {
    case 'code':
      return { key: 'enrol.refused.code' };
    case 'waiting':
      return { key: 'enrol.refused.waiting' };
    case 'clock':
      return { key: 'enrol.refused.clock' };
    case 'rate':
      return { key: 'enrol.refused.rate' };
    case 'store-full':
    case 'store-unavailable':
      return { key: 'enrol.refused.store' };
    case 'device-taken':
      return { key: 'enrol.refused.deviceTaken' };
    case 'address':
      return { key: 'enrol.refused.address' };
    case 'plain-http':
      return { key: 'enrol.refused.plainHttp' };
    case 'revoked-key':
      return { key: 'enrol.refused.revokedKey' };
    default:
      return { key: 'enrol.refused.other', values: { code } };
  }
}
