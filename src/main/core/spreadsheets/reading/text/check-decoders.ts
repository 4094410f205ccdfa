import type { TextEncoding } from '../../sheet-description.ts';

/** Known bytes and what they mean; the last of GB18030 is a character of four bytes. */
const VECTORS: readonly { encoding: TextEncoding; bytes: string; text: string }[] = [
  { encoding: 'utf-8', bytes: 'e58da1', text: '卡' },
  { encoding: 'utf-16le', bytes: '6153', text: '卡' },
  { encoding: 'gb18030', bytes: 'bfa8c3dc8139ee39', text: '卡密㐀' },
  { encoding: 'big5', bytes: 'a564b14b', text: '卡密' },
];

/** Encodings that this runtime does not really know: some builds of ICU leave the Chinese ones out. Empty is good. */
export function missingDecoders(): TextEncoding[] {
  return VECTORS.filter(({ encoding, bytes, text }) => {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(Buffer.from(bytes, 'hex')) !== text;
    } catch {
      return true;
    }
  }).map(({ encoding }) => encoding);
}
