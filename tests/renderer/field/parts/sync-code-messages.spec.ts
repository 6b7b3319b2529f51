import { expect, test } from 'vitest';
import {
  syncBlockedMessage,
  syncCodeMessage,
  syncRetryMessage,
} from '#renderer/field/parts/sync-code-messages.ts';

const retryMessage = (code: string) => syncRetryMessage({ untilMs: 0, code }, () => '14:05');

test('a known code has its sentence where a sync failed, is blocked and waits', () => {
  expect(syncCodeMessage('quota')).toEqual({ key: 'sync.code.quota' });
  expect(syncBlockedMessage('clock')).toEqual({
    key: 'frame.banner.blocked.clock',
    values: { code: 'clock' },
  });
  expect(retryMessage('quota')).toEqual({ key: 'sync.retrying.quota', values: { time: '14:05' } });
});

test.each(['code-of-a-newer-server', 'constructor', ''])('the unknown code "%s" is still shown', (code) => {
  expect(syncCodeMessage(code)).toEqual({ key: 'sync.code.other', values: { code } });
  expect(syncBlockedMessage(code)).toEqual({ key: 'frame.banner.blocked.other', values: { code } });
  expect(retryMessage(code)).toEqual({
    key: 'frame.status.network.retryingExplained',
    values: { time: '14:05' },
  });
});
