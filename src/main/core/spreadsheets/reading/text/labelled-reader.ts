/** Who makes rows of whole lines, blank ones too. */
export interface LabelledReader {
  line(text: string, lineNumber: number): void;
  /** The last line was given. */
  end?(): void;
}
