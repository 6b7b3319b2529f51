import { v7 } from 'uuid';
import type { Environment } from '#domain/instrument/form/form.ts';
import type { Session } from '#renderer/store/store-api.ts';

/** What this laptop gives to the expressions of a form. A person has a name here, and neither address nor telephone. */
export const formEnvironment = ({ device, enrolled }: Session): Environment => ({
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
