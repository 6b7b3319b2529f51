import { v7 } from 'uuid';
import type { FormEnvironment } from '#forms/engine/form.ts';
import type { StoreSession } from '#renderer/store/store-api.ts';

/** Environment for the expressions of a form. A person has a name here, and neither address nor telephone. */
export const createFormEnvironment = ({ device, enrolled }: StoreSession): FormEnvironment => ({
  now: () => {
    const ms = Date.now();
    return { ms, offsetMinutes: -new Date(ms).getTimezoneOffset() };
  },
  random: () => Math.random(),
  newInstanceId: () => v7(),
  deviceId: device,
  username: enrolled?.name ?? '',
  email: '',
  phoneNumber: '',
});
