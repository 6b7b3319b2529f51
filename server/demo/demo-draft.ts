import type { JsonValue } from '#base/json.ts';
import type { Document } from '#domain/document/document.ts';
import { dotOf, type Path, pathOf, type PathValue, type DocumentKind } from '#domain/document/op.ts';
import type { DeviceId, DocumentId } from '#domain/ids.ts';
import type { DemoWrite } from './demo-device.ts';

/** A document of the demonstration with its writes so far, which the domain's functions read for the next ones. */
export class DemoDraft {
  readonly #registers: Record<Path, Document['registers'][Path]> = {};
  readonly #doc: DocumentId;
  readonly #kind: DocumentKind;
  readonly #device: DeviceId;
  #written: DemoWrite[] = [];
  #dots = 0;

  constructor(doc: DocumentId, kind: DocumentKind, device: DeviceId) {
    this.#doc = doc;
    this.#kind = kind;
    this.#device = device;
  }

  get document(): Document {
    return { doc: this.#doc, kind: this.#kind, registers: this.#registers };
  }

  write(values: readonly PathValue[]): void {
    for (const { path, value } of values) {
      this.#dots += 1;
      this.#registers[path] = {
        heads: [{ dot: dotOf(this.#device, this.#dots), stamp: [this.#dots, 0], value }],
      };
      this.#written.push({ doc: this.#doc, kind: this.#kind, path, value });
    }
  }

  set(path: string, value: JsonValue): void {
    this.write([{ path: pathOf(...path.split('/')), value }]);
  }

  /** Add a text, which the domain's functions need not see. */
  writeText(path: Path, text: string): void {
    this.#written.push({ doc: this.#doc, kind: this.#kind, path, text });
  }

  /** Writes since this was called last. */
  takeWrites(): readonly DemoWrite[] {
    const written = this.#written;
    this.#written = [];
    return written;
  }
}
