import { useCallback } from 'react';
import type { LogId } from '#domain/ids.ts';
import type { RegisterWrite, StoreApi, WriteResult } from '#renderer/store/store-api.ts';
import { useFieldServices } from '../session/field-services.tsx';
import type { Document } from '#domain/document/document.ts';
import type { Role } from '#domain/people/role.ts';
import { type WriteMode, writeModeOf, type LeaseOverRefusal } from '#domain/people/permit.ts';
import { unreachable } from '#base/result.ts';
import type { HoldReason } from '#domain/document/admit-op.ts';
import type { LeaveRefusal } from '#domain/privacy/leave-device.ts';
import type { Message } from '#renderer/i18n';

/** Message beside the act when a write was refused. */
export function writeRefusalMessage(outcome: Exclude<WriteOutcome, { kind: 'saved' }>): Message {
  return outcome.kind === 'failed' ? { key: 'frame.refused.failed' } : holdReasonMessage(outcome.reason);
}

/** Reason why a change was refused here, or is held at headquarters. */
function holdReasonMessage(reason: HoldReason | LeaseOverRefusal | LeaveRefusal): Message {
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
    case 'notSealed':
    case 'notAggregated':
    case 'notReviewed':
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

/** Rights of the person in a document, by their roles in its log and by the lease of this vault. */
export function useWriteMode(): (roles: readonly Role[], document: Document) => WriteMode {
  const { session } = useFieldServices();
  return (roles, document) => (session.leaseOver ? 'leaseOver' : writeModeOf(roles, document));
}

/** Result of a write. `failed`: the disk did not take it; the text is only on the screen. */
export type WriteOutcome = WriteResult | { readonly kind: 'failed'; readonly why: string };

/** Write to one log, all or nothing. Never rejects, so that each act can show its own refusal. */
export type WriteRegisters = (writes: readonly RegisterWrite[]) => Promise<WriteOutcome>;

/** Write to a log. `over` of each write: the dots that the person saw (`dotsAt`, `editableValueAt`). */
export function useWriteRegisters(log: LogId): WriteRegisters {
  const { store, unsaved } = useFieldServices();
  return useCallback(
    async (writes) => {
      const end = unsaved.begin();
      try {
        return await writeToLog(store, log, writes);
      } finally {
        end();
      }
    },
    [store, unsaved, log],
  );
}

/**
 * The same outside a screen, for any log. The store's status also tells of a broken disk for as long as it
 * lasts.
 */
export async function writeToLog(
  store: StoreApi,
  log: LogId,
  writes: readonly RegisterWrite[],
): Promise<WriteOutcome> {
  try {
    return await store.write(log, writes);
  } catch (problem) {
    return { kind: 'failed', why: problem instanceof Error ? problem.message : String(problem) };
  }
}
