import * as z from 'zod';
import { Document } from '#domain/document/document.ts';
import { DeviceId } from '#domain/ids.ts';
import { VersionVector } from '#domain/document/version-vector.ts';
import { PackEntry } from './wire.ts';

/**
 * One page of `GET /api/v1/logs/{log}/snapshot?bytes=N[&after=<doc>&place=<place of the first page>]`: the documents
 * after `after` in the order of their ids, as they are at `place`; at least one where there are any, and about N bytes.
 * The device goes on with `/sync` from the place of its FIRST page: what later pages know more than that comes again,
 * and `have` and `holds` say what it is.
 */
export const SnapshotPage = z.readonly(
  z.object({
    place: z.int().nonnegative(),
    /** Per device the ops that these documents hold, but for those in `holds`. */
    have: VersionVector,
    documents: z.readonly(z.array(Document)),
    /** Ops in these documents that are held now and have no effect in them (J5), per device. */
    holds: z.readonly(z.record(DeviceId, z.readonly(z.array(z.int().positive())))),
    /**
     * On the last page: the packs with ops that were held at the place of the first page. Their release, when it comes,
     * carries no content.
     */
    held: z.readonly(z.array(PackEntry)),
    /** Documents after this page. */
    left: z.int().nonnegative(),
    more: z.boolean(),
  }),
);
export type SnapshotPage = z.infer<typeof SnapshotPage>;
