import type { ByteSource } from '#core/files/byte-source.ts';
import type { ReadTask } from '../../isolate/read-task.ts';
import { RowBatchWriter } from '../../row-batch.ts';
import { SAMPLE_ROW_COUNT, type SheetReadOptions, type TextEncoding } from '../../sheet-description.ts';
import { SheetRefusal } from '../../sheet-refusal.ts';
import type { FormatReader } from '../format-reader.ts';
import { countLines, decodeText } from './decode-text.ts';
import { type DetectedEncoding, detectEncoding } from './detect-encoding.ts';
import { type DetectedSeparator, detectSeparator } from './detect-separator.ts';
import { createLabelledLineReader } from './labelled-lines.ts';
import { createLabelledSetReader, namesOfColumns } from './labelled-sets.ts';
import { createLabelledParser, createTextRowParser, type TextRowParser } from './text-rows.ts';

/** How much text the separator is guessed from. */
const SEPARATOR_SAMPLE = 128 * 1024;

type TextLayout = Pick<DetectedSeparator, 'separator' | 'labelled' | 'sets'>;

/** csv, tsv and txt: one sheet without a name, whose row numbers are physical lines. */
export function openTextFile(source: ByteSource, options: SheetReadOptions): FormatReader {
  function separatorOf(text: string) {
    const found = detectSeparator(text);
    return options.separator && options.separator !== found.separator
      ? { ...found, separator: options.separator, labelled: undefined, sets: undefined }
      : found;
  }

  function parserOf(layout: TextLayout, writer: RowBatchWriter, isSample: boolean): TextRowParser {
    const { separator, labelled, sets } = layout;
    if (sets) return createLabelledParser(createLabelledSetReader(sets, writer, isSample));
    if (labelled) return createLabelledParser(createLabelledLineReader(labelled, writer, isSample));
    return createTextRowParser(separator, options.quotes, writer);
  }

  return {
    format: 'text',

    async describe(task) {
      const detected = withChosen(detectEncoding(source), options.encoding);
      let lines = 0;
      let head = '';
      let isComplete = true;
      let last = '';
      for (const { text, endOffset } of decodeText(source, detected.encoding, detected.start)) {
        lines += countLines(text);
        if (text !== '') last = text;
        if (head.length < SEPARATOR_SAMPLE) head += text;
        isComplete = head.length < SEPARATOR_SAMPLE || endOffset === source.size;
        task.progress(endOffset, source.size);
        await task.breathe();
      }
      if (last !== '' && !last.endsWith('\n') && !last.endsWith('\r')) lines += 1;
      const sampleText = head.slice(0, SEPARATOR_SAMPLE);
      const layout = separatorOf(sampleText);
      let sample: Uint8Array | null = null;
      const writer = new RowBatchWriter((bytes) => {
        sample ??= bytes;
      }, SAMPLE_ROW_COUNT);
      const parser = parserOf(layout, writer, true);
      parser.push(sampleText, isComplete && head.length <= SEPARATOR_SAMPLE);
      writer.flush();
      const columnNames = layout.labelled?.labels ?? (layout.sets && namesOfColumns(layout.sets));
      const lineCount = { rowCountEstimate: lines, hiddenRowCount: 0, mergedRanges: [] };
      return {
        encoding: detected.encoding,
        encodingCandidates: detected.candidates,
        isEncodingAmbiguous: detected.isAmbiguous,
        separator: layout.separator,
        separatorCandidates: layout.candidates,
        sheets: [{ name: '', visibility: 'visible', ...lineCount, ...(columnNames && { columnNames }), sample }],
      };
    },

    async readRows(_sheet, writer, task) {
      const detected = options.encoding ? chosenEncoding(options.encoding) : detectEncoding(source);
      if (detected.isAmbiguous) {
        const choices = detected.candidates.map((candidate) => candidate.encoding);
        throw new SheetRefusal('AMBIGUOUS_ENCODING', 'Two encodings fit equally well', {}, choices);
      }
      const isKnown = options.separator !== undefined && options.separator !== 'mixed';
      const layout = isKnown ? { separator: options.separator } : separatorOf(headOf(source, detected));
      const parser = parserOf(layout, writer, false);
      await parseAll(source, detected, parser, task);
    },
  };
}

function withChosen(detected: DetectedEncoding, chosen: TextEncoding | undefined): DetectedEncoding {
  if (!chosen) return detected;
  return {
    ...detected,
    encoding: chosen,
    start: chosen === detected.encoding ? detected.start : 0,
    isAmbiguous: false,
  };
}

/** Looking at the whole file is spared where the user or an earlier description has decided; a mark is dropped anyway. */
function chosenEncoding(encoding: TextEncoding): DetectedEncoding {
  return { encoding, start: 0, candidates: [], isAmbiguous: false };
}

function headOf(source: ByteSource, detected: DetectedEncoding): string {
  let head = '';
  for (const { text } of decodeText(source, detected.encoding, detected.start)) {
    head += text;
    if (head.length >= SEPARATOR_SAMPLE) break;
  }
  return head.slice(0, SEPARATOR_SAMPLE);
}

async function parseAll(
  source: ByteSource,
  detected: DetectedEncoding,
  parser: ReturnType<typeof createTextRowParser>,
  task: ReadTask,
): Promise<void> {
  for (const { text, endOffset } of decodeText(source, detected.encoding, detected.start)) {
    parser.push(text, endOffset === source.size);
    task.progress(endOffset, source.size);
    await task.breathe();
  }
}
