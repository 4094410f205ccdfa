/**
 * Gives the memory of bytes that nobody needs any more back at once. V8 counts what lies outside its heap, and lets each thread
 * gather 64 MiB of it before it looks for what is still wanted. Bytes that share their buffer with others (Node's pool of small
 * ones) are left alone.
 */
export function releaseBytes({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}
