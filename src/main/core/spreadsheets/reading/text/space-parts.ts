const BLOCK = /^[0-9A-Za-z]{4,6}$/;
const FEWEST_BLOCKS = 3;
const SPACES: ReadonlySet<string> = new Set([' ', '\t', '\u3000']);

/**
 * Hands on the parts of `text` between spaces, from `start` to before `end`. Three blocks or more of one length, one space
 * apart, are one part: so card numbers are printed (`1234 5678 9012 3456`), and taken apart each would be sold in pieces.
 */
export function eachSpacePart(
  text: string,
  start: number,
  end: number,
  part: (from: number, to: number) => void,
): void {
  let blocks: Token[] = [];
  const giveBlocks = (): void => {
    const [first, last] = [blocks[0], blocks.at(-1)];
    if (first && last && blocks.length >= FEWEST_BLOCKS) part(first.from, last.to);
    else for (const { from, to } of blocks) part(from, to);
    blocks = [];
  };
  for (const token of tokens(text, start, end)) {
    const previous = blocks.at(-1);
    if (previous && !isNextBlock(text, previous, token)) giveBlocks();
    if (BLOCK.test(text.slice(token.from, token.to))) blocks.push(token);
    else part(token.from, token.to);
  }
  giveBlocks();
}

/** The parts of a line between spaces; see {@link eachSpacePart}. */
export function splitAtSpaces(line: string): string[] {
  const parts: string[] = [];
  eachSpacePart(line, 0, line.length, (from, to) => parts.push(line.slice(from, to)));
  return parts;
}

interface Token {
  readonly from: number;
  readonly to: number;
}

function* tokens(text: string, start: number, end: number): Iterable<Token> {
  let from = -1;
  for (let at = start; at <= end; at += 1) {
    const isGap = at === end || SPACES.has(text[at] ?? '');
    if (!isGap && from < 0) from = at;
    if (!isGap || from < 0) continue;
    yield { from, to: at };
    from = -1;
  }
}

function isNextBlock(text: string, previous: Token, token: Token): boolean {
  const isAsLong = token.to - token.from === previous.to - previous.from;
  return isAsLong && token.from === previous.to + 1 && text[previous.to] === ' ';
}
