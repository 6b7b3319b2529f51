import type { Message, MessageKey } from '#renderer/i18n/message.ts';

/** Why headquarters holds a change (domain/document/admit-op.ts `HoldReason`), in a sentence. */
export function holdReasonMessage(kind: string): Message {
  const key = keys.get(kind);
  return key ? { key } : { key: 'console.hold.other', values: { reason: kind } };
}

const keys: ReadonlyMap<string, MessageKey> = new Map<string, MessageKey>([
  ['roleMayNotWrite', 'console.hold.roleMayNotWrite'],
  ['roleMayNotFinalize', 'console.hold.roleMayNotFinalize'],
  ['roleMayNotMove', 'console.hold.roleMayNotMove'],
  ['documentIsFinal', 'console.hold.documentIsFinal'],
  ['unknownKind', 'console.hold.unknownKind'],
  ['otherKind', 'console.hold.otherKind'],
  ['foreignWriter', 'console.hold.foreignWriter'],
  ['contradictsText', 'console.hold.contradictsText'],
  ['aheadOfText', 'console.hold.aheadOfText'],
  ['aheadOfValue', 'console.hold.aheadOfValue'],
  ['unknownPath', 'console.hold.unknownPath'],
  ['invalidValue', 'console.hold.invalidValue'],
  ['wrongSort', 'console.hold.wrongSort'],
  ['mixedSort', 'console.hold.wrongSort'],
  ['writtenOnce', 'console.hold.writtenOnce'],
  ['documentFull', 'console.hold.documentFull'],
  ['registerFull', 'console.hold.registerFull'],
]);
