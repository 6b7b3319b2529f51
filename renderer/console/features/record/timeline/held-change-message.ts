import type { HoldReason } from '#domain/kinds/admit-op.ts';
import type { Message, MessageKey } from '#renderer/i18n';

/** Reason why headquarters holds a change (`HoldReason` in `domain/kinds/admit-op.ts`), in a sentence. */
export function heldChangeMessage(kind: string): Message {
  return isHoldReason(kind)
    ? { key: holdReasonKeys[kind] }
    : { key: 'console.hold.other', values: { reason: kind } };
}

/** Whether this version knows the reason; a newer server has more. */
const isHoldReason = (kind: string): kind is HoldReason['kind'] => Object.hasOwn(holdReasonKeys, kind);

const holdReasonKeys: { readonly [kind in HoldReason['kind']]: MessageKey } = {
  roleMayNotWrite: 'console.hold.roleMayNotWrite',
  roleMayNotFinalize: 'console.hold.roleMayNotFinalize',
  roleMayNotMove: 'console.hold.roleMayNotMove',
  documentIsFinal: 'console.hold.documentIsFinal',
  unknownKind: 'console.hold.unknownKind',
  otherKind: 'console.hold.otherKind',
  foreignWriter: 'console.hold.foreignWriter',
  contradictsText: 'console.hold.contradictsText',
  aheadOfText: 'console.hold.aheadOfText',
  aheadOfValue: 'console.hold.aheadOfValue',
  unknownPath: 'console.hold.unknownPath',
  invalidValue: 'console.hold.invalidValue',
  wrongSort: 'console.hold.wrongSort',
  mixedSort: 'console.hold.wrongSort',
  writtenOnce: 'console.hold.writtenOnce',
  documentFull: 'console.hold.documentFull',
  registerFull: 'console.hold.registerFull',
  logFull: 'console.hold.logFull',
};
