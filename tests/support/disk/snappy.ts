/**
 * Take a raw snappy block apart, as LevelDB and Blink write them. Throws when the bytes are no such block. Format:
 * https://github.com/google/snappy/blob/main/format_description.txt
 */
export function unsnappy(bytes: Uint8Array): Uint8Array {
  const [length, start] = varint(bytes, 0);
  if (length > 64 * 1024 * 1024) throw new Error('No snappy block');
  const out = new Uint8Array(length);
  let [at, end] = [start, 0];
  const copy = (from: number, count: number): void => {
    if (from < 0 || from >= end || end + count > length) throw new Error('No snappy block');
    for (let done = 0; done < count; done += 1) out[end + done] = out[from + done] ?? 0;
    end += count;
  };
  while (at < bytes.length && end < length) {
    const tag = bytes[at] ?? 0;
    at += 1;
    const high = tag >>> 2;
    switch (tag & 3) {
      case 0: {
        const extra = high < 60 ? 0 : high - 59;
        const count = (extra === 0 ? high : little(bytes, at, extra)) + 1;
        at += extra;
        if (at + count > bytes.length || end + count > length) throw new Error('No snappy block');
        out.set(bytes.subarray(at, at + count), end);
        at += count;
        end += count;
        break;
      }
      case 1:
        copy(end - ((tag >>> 5) * 256 + (bytes[at] ?? 0)), (high & 7) + 4);
        at += 1;
        break;
      case 2:
        copy(end - little(bytes, at, 2), high + 1);
        at += 2;
        break;
      default:
        copy(end - little(bytes, at, 4), high + 1);
        at += 4;
    }
  }
  if (end !== length) throw new Error('No snappy block');
  return out;
}

/** A number in groups of seven bits, lowest first, and the position behind it. */
export function varint(bytes: Uint8Array, from: number): readonly [value: number, next: number] {
  let [value, at, shift] = [0, from, 1];
  for (;;) {
    const byte = bytes[at];
    if (byte === undefined || at - from > 8) throw new Error('No such number');
    value += (byte & 0x7f) * shift;
    shift *= 128;
    at += 1;
    if (byte < 0x80) return [value, at];
  }
}

function little(bytes: Uint8Array, at: number, count: number): number {
  let value = 0;
  for (let place = count - 1; place >= 0; place -= 1) value = value * 256 + (bytes[at + place] ?? 0);
  return value;
}
