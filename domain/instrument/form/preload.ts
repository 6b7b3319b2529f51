import type { Question } from '../instrument.ts';
import type { Environment } from './form.ts';

/** The expression for what the device knows when an assessment is begun; `end` is written at finalising. */
export function preloadOf({ preload }: Question, environment: Environment): string | null {
  switch (preload) {
    case 'start':
      return 'now()';
    case 'today':
      return 'today()';
    case 'uid':
      return "concat('uuid:', uuid())";
    case 'deviceid':
      return literal(environment.deviceId);
    case 'username':
      return literal(environment.username);
    case 'email':
      return literal(environment.email);
    case 'phonenumber':
      return literal(environment.phoneNumber);
    default:
      return null;
  }
}

/** XPath 1.0 has no escapes in texts; no name of a person or device needs both kinds of quotes. */
const literal = (text: string): string =>
  text.includes('"') ? `'${text.replaceAll("'", '')}'` : `"${text}"`;
