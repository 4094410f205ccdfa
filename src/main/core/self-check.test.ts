import { afterEach, expect, it, vi } from 'vitest';
import { selfCheck } from './self-check.ts';

afterEach(() => vi.unstubAllGlobals());

it('finds nothing missing in the runtime that the tests run on', async () => {
  expect(await selfCheck()).toEqual([]);
});

it('names what is missing', async () => {
  vi.stubGlobal(
    'TextDecoder',
    class extends TextDecoder {
      constructor(label?: string, options?: TextDecoderOptions) {
        if (label === 'gb18030') throw new RangeError('No such encoding.');
        super(label, options);
      }
    },
  );
  expect(await selfCheck()).toEqual(['GB18030', 'GB18030 (four bytes)']);
});
