/** Quality of a picture of something flat. */
export interface Shot {
  readonly width: number;
  readonly height: number;
  /** Share of the picture's smaller side that the flat thing takes. */
  readonly share: number;
  readonly turnedDegrees?: number;
  /** View from the side: 1 is straight from the front; 0.7 shows 70 % of the width. */
  readonly narrowed?: number;
  /** Largest error of each point, of 255. */
  readonly noise?: number;
  readonly blurPx?: number;
}

const seed = 20_261_127;

/** A drawing like a photograph, on a grey wall and in poor light. */
export async function photograph(drawing: SVGElement, shot: Shot): Promise<HTMLCanvasElement> {
  const { width, height, share, turnedDegrees = 0, narrowed = 1, noise = 0, blurPx = 0 } = shot;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('There is no canvas');
  const side = Math.min(width, height) * share;
  context.fillStyle = '#777';
  context.fillRect(0, 0, width, height);
  context.filter = `blur(${blurPx}px) contrast(0.7)`;
  context.translate(width / 2, height / 2);
  context.rotate((turnedDegrees * Math.PI) / 180);
  context.scale(narrowed, 1);
  context.drawImage(await imageOf(drawing, side), -side / 2, -side / 2, side, side);
  if (noise > 0) spoil(context, width, height, noise);
  return canvas;
}

/** The photograph as a file that a person chooses. */
export function fileOf(canvas: HTMLCanvasElement, type: 'image/png' | 'image/jpeg'): Promise<File> {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(new File([blob], 'code', { type })) : reject(new Error('It is not drawn'))),
      type,
      0.6,
    );
  });
}

async function imageOf(drawing: SVGElement, side: number): Promise<HTMLImageElement> {
  const copy = drawing.cloneNode(true) as SVGElement; // a clone of an SVGElement is one
  copy.setAttribute('width', String(side));
  copy.setAttribute('height', String(side));
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return image;
}

/** Each point a little wrong, by a generator with a seed: the same each time. */
function spoil(context: CanvasRenderingContext2D, width: number, height: number, noise: number): void {
  const picture = context.getImageData(0, 0, width, height);
  let state = seed;
  for (let place = 0; place < picture.data.length; place += 4) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const error = (state / 2 ** 32 - 0.5) * noise;
    for (const colour of [0, 1, 2])
      picture.data[place + colour] = (picture.data[place + colour] ?? 0) + error;
  }
  context.putImageData(picture, 0, 0);
}

/** Do as a person with the button "From a picture". */
export function choosePicture(file: File): void {
  const input = document.querySelector<HTMLInputElement>('[role=dialog] input[type=file]');
  if (!input) throw new Error('Nothing can be chosen');
  const files = new DataTransfer();
  files.items.add(file);
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}
