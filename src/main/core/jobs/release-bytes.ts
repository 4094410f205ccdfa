/**
 * Gives the memory of bytes that nobody needs any more back at once. V8 counts what lies outside its heap, and lets each thread
 * gather 64 MiB of it before it looks for what is still wanted.
 */
export function releaseBytes({ buffer }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}
