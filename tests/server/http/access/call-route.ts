import type { Role } from '#domain/people/role.ts';
import type { Device } from '#tests/support/protocol/client.mjs';
import type { GuardedRoute, Subject } from './guarded-route.ts';
import { matrix } from './matrix.ts';

export interface NamedRoute {
  readonly name: string;
  readonly method: string;
  readonly route: GuardedRoute;
}

export const namedRoutes: readonly NamedRoute[] = Object.entries(matrix).map(([name, route]) => ({
  name,
  route,
  method: name.split(' ', 1)[0] ?? '',
}));

export interface Said {
  readonly status: number;
  readonly text: string;
}

export const statusFor = (status: GuardedRoute['own'], role: Role): number =>
  typeof status === 'number' ? status : status(role);

/** Ask as a device does: signed. Public routes are asked without credentials. */
export async function byDevice(device: Device, namedRoute: NamedRoute, subject: Subject): Promise<Said> {
  const { route, method, name } = namedRoute;
  const isPlain = route.opens === 'anybody' && !name.endsWith('/enrol');
  if (isPlain) return bySession(device.url, '', namedRoute, subject);
  const { path, body } = route.ask(subject);
  const said = await device.send(path, body, { method });
  return { status: said.status, text: JSON.stringify(said.body) };
}

/** Ask as a browser does, with a cookie or without. */
export async function bySession(
  url: string,
  cookie: string,
  { route, method }: NamedRoute,
  subject: Subject,
  origin = url,
): Promise<Said> {
  const { path, body } = route.ask(subject);
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(cookie !== '' && { cookie }),
      ...(method !== 'GET' && { origin }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

/** Fault of a refusal: it is none, tells content, or lacks the common shape of refusals. */
export function leak(
  { name }: NamedRoute,
  { status, text }: Said,
  statuses: readonly number[],
  content: string,
): readonly string[] {
  if (!statuses.includes(status)) return [`${name}: let in, ${status}`];
  if (text.includes(content)) return [`${name}: content in a refusal`];
  const keys = Object.keys(JSON.parse(text) as object).filter((key) => !['detail', 'order'].includes(key));
  return keys.sort().join() === 'code,status,title,type' ? [] : [`${name}: another shape, ${keys.join()}`];
}
