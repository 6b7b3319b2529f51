import { unreachable } from '#domain/base/result.ts';
import type { HoldReason } from '#domain/document/admit-op.ts';
import type { LeaseOver } from '#domain/people/lease.ts';
import type { StaysOnDevice } from '#domain/privacy/field-policy.ts';
import type { Message } from '#renderer/i18n/message.ts';
import type { WriteOutcome } from './use-write.ts';

/** What is said where the act was, when a write was not taken. */
export function refusalMessage(outcome: Exclude<WriteOutcome, { kind: 'saved' }>): Message {
  return outcome.kind === 'failed' ? { key: 'frame.refused.failed' } : holdReasonMessage(outcome.reason);
}

/** Why a change was not taken here, or is held at headquarters. */
export function holdReasonMessage(reason: HoldReason | LeaseOver | StaysOnDevice): Message {
  switch (reason.kind) {
    case 'unknownPath':
    case 'wrongSort':
    case 'mixedSort':
    case 'writtenOnce':
      return { key: 'frame.refused.unknownPath' };
    case 'invalidValue':
      return { key: 'frame.refused.invalidValue' };
    case 'documentFull':
      return { key: 'frame.refused.documentFull' };
    case 'registerFull':
      return { key: 'frame.refused.registerFull' };
    case 'roleMayNotWrite':
      return { key: 'frame.refused.roleMayNotWrite' };
    case 'roleMayNotFinalize':
      return { key: 'frame.refused.roleMayNotFinalize' };
    case 'leaseOver':
      return { key: 'frame.refused.leaseOver' };
    case 'roleMayNotMove':
      return { key: 'frame.refused.roleMayNotMove' };
    case 'documentIsFinal':
      return { key: 'frame.refused.documentIsFinal' };
    case 'staysOnDevice':
      return { key: 'frame.refused.staysOnDevice' };
    case 'foreignWriter':
    case 'contradictsText':
      return { key: 'frame.refused.textOfAnother' };
    case 'aheadOfText':
      return { key: 'frame.refused.textAhead' };
    case 'aheadOfValue':
      return { key: 'frame.refused.valueAhead' };
    case 'unknownKind':
    case 'otherKind':
      return { key: 'frame.refused.otherVersion' };
    default:
      return unreachable(reason);
  }
}
