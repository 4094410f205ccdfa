/** Largest file that can be staged, in bytes. */
export const MAXIMUM_FILE_BYTES = 512 * 1024 * 1024;

/** Largest piece of one `files.append`, in bytes. */
export const MAXIMUM_CHUNK_BYTES = 1024 * 1024;
