import type { Environment } from './form.ts';

/**
 * The world of a form that is read or exported and filled in by nobody: no chance, no new rows, and no device and no name
 * of whoever looks gets into the answers. `now`: what `today()` means in it.
 */
export const nobodysWorld = (now: ReturnType<Environment['now']>): Environment => ({
  now: () => now,
  random: () => 0,
  newInstanceId: () => '',
  deviceId: '',
  username: '',
  email: '',
  phoneNumber: '',
});
