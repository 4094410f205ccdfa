/** `File` is the one global that both sides have and the shared layer may name. */
interface File {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

declare const File: {
  prototype: File;
  new (parts: readonly (string | ArrayBufferView)[], name: string): File;
};
