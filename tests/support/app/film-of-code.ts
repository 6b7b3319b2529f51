import fs from 'node:fs';
import { encode } from 'uqr';

const width = 640;
const height = 480;
/** Points of the camera for one of the code. */
const scale = 7;

/** Write a film (YUV4MPEG2) in which a person holds a QR code with this text before the camera. */
export function filmOfCode(file: string, text: string): void {
  const { data, size } = encode(text, { border: 4 });
  const left = Math.floor((width - size * scale) / 2);
  const top = Math.floor((height - size * scale) / 2);
  // The room and the colours are an even grey.
  const frame = Buffer.alloc(width * height * 1.5, 128);
  for (const [y, row] of data.entries())
    for (const [x, isDark] of row.entries())
      for (let line = 0; line < scale; line += 1) {
        const place = (top + y * scale + line) * width + left + x * scale;
        frame.fill(isDark ? 30 : 220, place, place + scale);
      }
  const frames = Array.from({ length: 5 }, () => [Buffer.from('FRAME\n'), frame]).flat();
  fs.writeFileSync(file, Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F5:1\n`), ...frames]));
}
