import type { DeviceId, PersonId } from '#domain/ids.ts';

/** The row of an active device of a person, as an enrolment writes it. */
export const deviceRow = (device: DeviceId, publicKey: string, person: PersonId, enrolledMs: number) =>
  ({
    device,
    public_key: publicKey,
    person,
    label: 'a laptop',
    platform: 'test',
    version: '0',
    recipient: null,
    enrolled_ms: enrolledMs,
    last_contact_ms: null,
    state: 'active',
    state_ms: enrolledMs,
  }) as const;
