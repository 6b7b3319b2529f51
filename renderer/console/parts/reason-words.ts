import type { RevokeReason } from '#domain/people/device-loss.ts';
import type { MessageKey } from '#renderer/i18n/message.ts';

/** Words for why a laptop is taken out of use. */
export const reasonKeys: { readonly [R in RevokeReason]: MessageKey } = {
  lost: 'console.devices.reason.lost',
  stolen: 'console.devices.reason.stolen',
  seized: 'console.devices.reason.seized',
  'given-back': 'console.devices.reason.givenBack',
  other: 'console.devices.reason.other',
};
