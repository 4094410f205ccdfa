import { z } from 'zod';

/** What is said of every staged file that was looked at. */
export const plainFileSketch = z.object({
  fileName: z.string(),
  format: z.string(),
  encoding: z.string().nullable(),
  isEncodingAmbiguous: z.boolean(),
  encodingCandidates: z.array(z.object({ encoding: z.string(), score: z.number(), preview: z.array(z.string()) })),
});

/** What is said of a file that may be a text or an archive besides a workbook. */
export const fileSketch = plainFileSketch.extend({
  separator: z.string().nullable(),
  /** Files of an archive, of which one has to be chosen by `read.entry`. */
  entries: z.array(
    z.object({ name: z.string(), size: z.number(), isEncrypted: z.boolean(), looksLikeSheet: z.boolean() }),
  ),
});

/** What is said of every sheet of such a file. */
export const plainSheetSketch = z.object({
  name: z.string(),
  visibility: z.enum(['visible', 'hidden', 'very-hidden']),
  rowCount: z.number(),
});
