/** What an attachment may be. Anything else is not taken: it would be opened by whatever the PC has for it. */
export const ATTACHMENT_TYPES = ['application/pdf', 'image/png', 'image/jpeg'] as const;
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number];

/** Of one attachment, in bytes: a scan of several pages fits. */
export const MAXIMUM_ATTACHMENT_BYTES = 10 * 1024 * 1024;
/** As many bytes from the start as {@link attachmentType} looks at. */
export const ATTACHMENT_HEAD_BYTES = 8;

const SIGNATURES: readonly { readonly type: AttachmentType; readonly bytes: readonly number[] }[] = [
  { type: 'application/pdf', bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: 'image/png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: 'image/jpeg', bytes: [0xff, 0xd8, 0xff] },
];

const ENDINGS: Readonly<Record<AttachmentType, readonly string[]>> = {
  'application/pdf': ['.pdf'],
  'image/png': ['.png'],
  'image/jpeg': ['.jpg', '.jpeg'],
};

/** What a file is, judged by its first bytes and never by its name; null when it is none of the three. */
export function attachmentType(head: Uint8Array): AttachmentType | null {
  const found = SIGNATURES.find(({ bytes }) => bytes.every((byte, index) => head[index] === byte));
  return found?.type ?? null;
}

/** The name with the ending of what it really is: `licence.exe` that holds a PDF becomes `licence.exe.pdf`. */
export function attachmentName(name: string, type: AttachmentType): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const plain = last.replace(/[\u0000-\u001f<>:"|?*\u202a-\u202e\u2066-\u2069]/g, '_').slice(-120);
  const endings = ENDINGS[type];
  const lower = plain.toLowerCase();
  return endings.some((ending) => lower.endsWith(ending)) ? plain : `${plain || 'file'}${endings[0]}`;
}
