/**
 * A time (`14:30`) or moment (`2026-03-01T14:30`) of this machine's clock as forms store it: with seconds and the
 * distance from UTC at that moment.
 */
export function withOffset(local: string): string {
  const isTime = !local.includes('T');
  const at = isTime ? new Date() : new Date(`${local}:00`);
  const minutes = -at.getTimezoneOffset();
  const sign = minutes < 0 ? '-' : '+';
  const two = (number: number): string => String(number).padStart(2, '0');
  const size = Math.abs(minutes);
  return `${local}:00.000${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
