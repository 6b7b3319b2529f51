import * as z from 'zod';
import { Json } from '#domain/base/json.ts';
import type { Document } from '#domain/document/document.ts';
import { Dot } from '#domain/document/dot.ts';
import { Kind } from '#domain/document/op.ts';
import { Path } from '#domain/document/path.ts';
import { VersionVector } from '#domain/document/version-vector.ts';
import { DeviceId, DocumentId } from '#domain/ids.ts';
import { limits } from './limits.ts';
import { PackEntry } from './wire.ts';

const index = z.int().nonnegative();
const column = z.union([z.int(), z.readonly(z.array(z.int()))]);

/**
 * Documents in columns, as in a pack: a head an entry, in the order of documents and of their registers. Written out as
 * in a whole snapshot they take twice the text, and a quarter more once both are compressed.
 */
export const DocumentColumns = z.readonly(
  z.object({
    docs: z.readonly(z.array(z.readonly(z.tuple([DocumentId, Kind])))),
    paths: z.readonly(z.array(Path)),
    devs: z.readonly(z.array(DeviceId)),
    /** How many heads each document has. */
    h: column,
    /** Path and device of each head, as indexes. */
    p: column,
    w: column,
    /** Its number and the milliseconds of its stamp, each less those of the head before; the stamp's counter as it is. */
    n: column,
    t: column,
    c: column,
    v: z.readonly(z.array(Json)),
    /** Registers that are more than heads, or have none: [document, path, the rest of it]. */
    rest: z.readonly(
      z.array(
        z.readonly(
          z.tuple([
            index,
            index,
            z.readonly(z.object({ dead: z.readonly(z.array(Dot)).optional(), text: z.base64().optional() })),
          ]),
        ),
      ),
    ),
  }),
);
export type DocumentColumns = z.infer<typeof DocumentColumns>;

const head = {
  place: z.int().nonnegative().max(limits.number),
  /** Per device the ops that these documents hold, but for those in `holds`. */
  have: VersionVector,
  /** Ops in these documents that are held now and have no effect in them (J5), per device. */
  holds: z.readonly(z.record(DeviceId, z.readonly(z.array(z.int().positive().max(limits.number))))),
  /**
   * On the last page: the packs with ops that were held at the place of the first page. Their release, when it comes,
   * carries no content.
   */
  held: z.readonly(z.array(PackEntry)),
  /** Documents after this page. */
  left: z.int().nonnegative().max(limits.number),
  more: z.boolean(),
} as const;

/** A page as it travels when columns are asked for; `encodePage` and `decodePage` make and read it. */
export const WirePage = z.readonly(z.object({ ...head, documents: DocumentColumns }));
export type WirePage = z.infer<typeof WirePage>;

/**
 * One page of `GET /api/v1/logs/{log}/snapshot?bytes=N[&after=<doc>&place=<place of the first page>][&columns=1]`: the
 * documents after `after` in the order of their ids, as they are at `place`; at least one where there are any, and about
 * N bytes. They stand there as in a whole snapshot, or with `columns=1` in columns.
 * The device goes on with `/sync` from the place of its FIRST page: what later pages know more than that comes again,
 * and `have` and `holds` say what it is.
 */
export type SnapshotPage = Omit<WirePage, 'documents'> & { readonly documents: readonly Document[] };
